import {
  ApiBlueprint,
  configApiRef,
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { TechDocsClient, techdocsApiRef } from '@backstage/plugin-techdocs';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import { AddonBlueprint } from '@backstage/plugin-techdocs-react/alpha';
import { RiBookOpenLine } from '@remixicon/react';
import { HANDBOOK_PATH } from '@zerotouch/plugin-gitops';
import { Navigate } from 'react-router-dom';
import { AskAboutPage } from './AskAboutPage';
import { withoutSourceLinks } from './withoutSourceLinks';

const docsApi = ApiBlueprint.make({
  params: define =>
    define({
      api: techdocsApiRef,
      deps: {
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
      },
      factory: deps => withoutSourceLinks(new TechDocsClient(deps)),
    }),
});

/** There is one site, so Docs opens it at once. Replaces the stock list of sites. */
const docsPage = PageBlueprint.make({
  params: {
    path: '/docs',
    title: 'Docs',
    icon: <RiBookOpenLine />,
    routeRef: techdocsPlugin.routes.root,
    loader: async () => <Navigate to={HANDBOOK_PATH} replace />,
  },
});

/** The way from each page to the agent. */
const askAboutPage = AddonBlueprint.make({
  name: 'ask-about-page',
  params: {
    name: 'AskAboutPage',
    location: 'Subheader',
    component: AskAboutPage,
  },
});

/** What this portal changes in the stock docs. */
export const docsModule = createFrontendModule({
  pluginId: 'techdocs',
  extensions: [docsApi, docsPage, askAboutPage],
});
