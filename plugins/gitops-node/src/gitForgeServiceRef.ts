import { createServiceRef } from '@backstage/backend-plugin-api';
import { GitForge } from './GitForge';
import { createGitForgeServiceFactory } from './gitForgeServiceFactory';

/** The forge of this portal, one for the process. The default factory reads the `gitops` section of the configuration. */
export const gitForgeServiceRef = createServiceRef<GitForge>({
  id: 'gitops.forge',
  scope: 'root',
  defaultFactory: async service => createGitForgeServiceFactory(service),
});
