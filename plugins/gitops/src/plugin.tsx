import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiHome5Line } from '@remixicon/react';
import { gitopsApiRef } from './api';
import { isClaimFilter } from './claim/claimIdentity';
import { createGitopsApi } from './createGitopsApi';
import { homeRouteRef } from './routes';

const gitopsApi = ApiBlueprint.make({
  params: define =>
    define({
      api: gitopsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => createGitopsApi(deps),
    }),
});

const homePage = PageBlueprint.make({
  name: 'home',
  params: {
    path: '/',
    title: 'Home',
    icon: <RiHome5Line />,
    routeRef: homeRouteRef,
    noHeader: true,
    loader: () => import('./home/HomePage').then(m => <m.HomePage />),
  },
});

const claimCard = EntityCardBlueprint.make({
  name: 'claim',
  params: {
    type: 'content',
    filter: isClaimFilter,
    loader: () =>
      import('./claim/ClaimOverview').then(m => <m.ClaimOverview />),
  },
});

/** Home page, claim pages and golden path fields. */
export const gitopsPlugin = createFrontendPlugin({
  pluginId: 'gitops',
  title: 'GitOps',
  extensions: [gitopsApi, homePage, claimCard],
  routes: { home: homeRouteRef },
});
