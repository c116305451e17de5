import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
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

const legoCard = EntityCardBlueprint.make({
  name: 'lego',
  params: {
    type: 'content',
    filter: { kind: 'api' },
    loader: () =>
      import('./lego/LegoDefinition').then(m => <m.LegoDefinition />),
  },
});

const tenantCard = EntityCardBlueprint.make({
  name: 'tenant',
  params: {
    type: 'content',
    filter: {
      kind: 'domain',
      'metadata.annotations.platform.zerotouch.dev/tenant': { $exists: true },
    },
    loader: () =>
      import('./tenant/TenantOverview').then(m => <m.TenantOverview />),
  },
});

const editPage = PageBlueprint.make({
  name: 'edit',
  params: {
    path: '/claims/:tenant/:kind/:name/edit',
    title: 'Edit',
    loader: () => import('./edit/EditPage').then(m => <m.EditPage />),
  },
});

const goldenPathPage = PageBlueprint.make({
  name: 'golden-path',
  params: {
    path: '/create/templates/:namespace/:templateName',
    title: 'Create',
    loader: () =>
      import('./goldenPath/GoldenPathPage').then(m => <m.GoldenPathPage />),
  },
});

const tenantPicker = FormFieldBlueprint.make({
  name: 'tenant-picker',
  params: {
    field: () => import('./goldenPath/fields').then(m => m.tenantPickerField),
  },
});

const claimName = FormFieldBlueprint.make({
  name: 'claim-name',
  params: {
    field: () => import('./goldenPath/fields').then(m => m.claimNameField),
  },
});

const claimPreview = FormFieldBlueprint.make({
  name: 'claim-preview',
  params: {
    field: () => import('./goldenPath/fields').then(m => m.claimPreviewField),
  },
});

const claimSpec = FormFieldBlueprint.make({
  name: 'claim-spec',
  params: {
    field: () => import('./goldenPath/fields').then(m => m.claimSpecField),
  },
});

/** Home page, claim pages and golden path fields. */
export const gitopsPlugin = createFrontendPlugin({
  pluginId: 'gitops',
  title: 'GitOps',
  extensions: [
    gitopsApi,
    homePage,
    claimCard,
    legoCard,
    tenantCard,
    editPage,
    goldenPathPage,
    tenantPicker,
    claimName,
    claimPreview,
    claimSpec,
  ],
  routes: { home: homeRouteRef },
});
