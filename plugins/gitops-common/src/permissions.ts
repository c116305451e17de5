import { createPermission } from '@backstage/plugin-permission-common';

/** Read proposals, commits, files, claims and problems. */
export const gitopsReadPermission = createPermission({
  name: 'gitops.read',
  attributes: { action: 'read' },
});

/** Open a proposal, add a commit to it, comment on it. */
export const gitopsProposePermission = createPermission({
  name: 'gitops.propose',
  attributes: { action: 'create' },
});

/** Merge or close a proposal. Only a person acting directly ever gets this far. */
export const gitopsDecidePermission = createPermission({
  name: 'gitops.decide',
  attributes: { action: 'update' },
});

/** Every permission of the gitops plugin. */
export const gitopsPermissions = [
  gitopsReadPermission,
  gitopsProposePermission,
  gitopsDecidePermission,
];
