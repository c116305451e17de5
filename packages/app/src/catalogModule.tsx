import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  EntityCardBlueprint,
  EntityContentLayoutBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiStackLine } from '@remixicon/react';
import {
  loadAboutCard,
  loadCatalogPage,
  loadEntityLayout,
} from '@zerotouch/plugin-gitops';

/** The list of the catalog with kinds, layers and tenants. Replaces the stock list and, with it, its filters. */
const catalogPage = PageBlueprint.make({
  params: {
    path: '/catalog',
    title: 'Catalog',
    icon: <RiStackLine />,
    routeRef: catalogPlugin.routes.catalogIndex,
    loader: loadCatalogPage,
  },
});

/** Facts about an entity. Replaces the stock card, whose icons lead to files that only the portal's own readers can open. */
const aboutCard = EntityCardBlueprint.make({
  name: 'about',
  params: {
    type: 'info',
    filter: { $not: { kind: { $in: ['user', 'group'] } } },
    loader: loadAboutCard,
  },
});

/** Our cards first on a phone as well. */
const entityLayout = EntityContentLayoutBlueprint.make({
  name: 'portal',
  params: { loader: loadEntityLayout },
});

/** Stock cards that say nothing here: nobody writes labels or subcomponents, and relations have a graph of their own. */
const unusedCards = [
  catalogPlugin.getExtension('entity-card:catalog/labels'),
  catalogPlugin.getExtension('entity-card:catalog/has-subcomponents'),
  catalogPlugin.getExtension('entity-card:catalog/depends-on-components'),
  catalogPlugin.getExtension('entity-card:catalog/depends-on-resources'),
];

const stockFilters = [
  catalogPlugin.getExtension('catalog-filter:catalog/kind'),
  catalogPlugin.getExtension('catalog-filter:catalog/type'),
  catalogPlugin.getExtension('catalog-filter:catalog/list'),
  catalogPlugin.getExtension('catalog-filter:catalog/mode'),
  catalogPlugin.getExtension('catalog-filter:catalog/namespace'),
  catalogPlugin.getExtension('catalog-filter:catalog/lifecycle'),
  catalogPlugin.getExtension('catalog-filter:catalog/tag'),
  catalogPlugin.getExtension('catalog-filter:catalog/processing-status'),
];

/** Leads to the URL of a file, which only the portal's own readers can open; claims show the path and its history. */
const sourceLink = catalogPlugin.getExtension(
  'entity-icon-link:catalog/view-source',
);

/** Entities come and go with their files, so nobody unregisters them; raw entities name places that lead nowhere. */
const developerItems = [
  catalogPlugin.getExtension(
    'entity-context-menu-item:catalog/unregister-entity',
  ),
  catalogPlugin.getExtension('entity-context-menu-item:catalog/inspect-entity'),
];

/** What this portal changes in the stock catalog. */
export const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    catalogPage,
    aboutCard,
    entityLayout,
    sourceLink.override({ disabled: true }),
    ...developerItems.map(item => item.override({ disabled: true })),
    ...unusedCards.map(card => card.override({ disabled: true })),
    ...stockFilters.map(filter => filter.override({ disabled: true })),
  ],
});
