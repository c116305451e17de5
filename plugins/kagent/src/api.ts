import { createApiRef } from '@backstage/frontend-plugin-api';
import type { KagentApi } from '@zerotouch/plugin-kagent-common';

/** The kagent plugin's HTTP API as frontend plugins use it. */
export const kagentApiRef = createApiRef<KagentApi>().with({
  id: 'plugin.kagent.api',
  pluginId: 'kagent',
});
