import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { gitopsApiRef } from './api';
import { createGitopsApi } from './createGitopsApi';

const gitopsApi = ApiBlueprint.make({
  params: define =>
    define({
      api: gitopsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => createGitopsApi(deps),
    }),
});

/** Home page, claim pages and golden path fields. */
export const gitopsPlugin = createFrontendPlugin({
  pluginId: 'gitops',
  title: 'GitOps',
  extensions: [gitopsApi],
});
