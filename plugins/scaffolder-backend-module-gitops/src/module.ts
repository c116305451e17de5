import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { GitopsClient } from '@zerotouch/plugin-gitops-common';
import { createPlanAction } from './actions/createPlanAction';
import { createProposeChangeAction } from './actions/createProposeChangeAction';
import { createProposeClaimAction } from './actions/createProposeClaimAction';

/** Adds the actions that the golden paths are made of. */
export const scaffolderModuleGitops = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'gitops',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ auth, discovery, scaffolder }) {
        const gitops = new GitopsClient({ discoveryApi: discovery });
        scaffolder.addActions(
          createPlanAction(),
          createProposeChangeAction({ auth, gitops }),
          createProposeClaimAction({ auth, gitops }),
        );
      },
    });
  },
});
