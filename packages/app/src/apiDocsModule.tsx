import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiCodeSSlashLine } from '@remixicon/react';
import { loadLegoDefinition, loadLegosPage } from '@zerotouch/plugin-gitops';

/** The list of APIs. Replaces the stock list and its filters. */
const apisPage = PageBlueprint.make({
  params: {
    path: '/api-docs',
    title: 'APIs',
    icon: <RiCodeSSlashLine />,
    routeRef: apiDocsPlugin.routes.root,
    loader: loadLegosPage,
  },
});

/** Every API here is the schema of a claim, so its definition is a table of fields. */
const definition = EntityContentBlueprint.make({
  name: 'definition',
  params: {
    path: '/definition',
    title: 'Definition',
    filter: { kind: 'api' },
    loader: loadLegoDefinition,
  },
});

/** The definition stands on the overview already, as a table. */
const rawDefinition = apiDocsPlugin.getExtension(
  'entity-card:api-docs/definition',
);

/** What this portal changes in the stock API pages. */
export const apiDocsModule = createFrontendModule({
  pluginId: 'api-docs',
  extensions: [
    apisPage,
    definition,
    rawDefinition.override({ disabled: true }),
  ],
});
