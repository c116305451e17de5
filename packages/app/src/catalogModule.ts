import { createFrontendModule } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';

/**
 * Takes away the stock cards that say nothing in this catalog: nobody writes labels or subcomponents by hand, and the
 * relations have a graph of their own.
 */
export const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    catalogPlugin.getExtension('entity-card:catalog/labels'),
    catalogPlugin.getExtension('entity-card:catalog/has-subcomponents'),
    catalogPlugin.getExtension('entity-card:catalog/depends-on-components'),
    catalogPlugin.getExtension('entity-card:catalog/depends-on-resources'),
  ].map(extension => extension.override({ disabled: true })),
});
