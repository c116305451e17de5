import { createApiRef } from '@backstage/frontend-plugin-api';
import type { GitopsApi } from '@zerotouch/plugin-gitops-common';

/** The gitops plugin's HTTP API as frontend plugins use it. */
export const gitopsApiRef = createApiRef<GitopsApi>().with({
  id: 'plugin.gitops.api',
  pluginId: 'gitops',
});
