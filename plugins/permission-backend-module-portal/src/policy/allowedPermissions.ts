/**
 * Names of the permissions that read.
 *
 * @remarks
 * Names are listed one by one: a permission that a later plugin brings is denied to everybody but founders until somebody
 * has thought about it. `kubernetes.proxy` is missing because it passes writes to the cluster.
 */
export const readPermissions: ReadonlySet<string> = new Set([
  'catalog.entity.read',
  'catalog.location.read',
  'scaffolder.template.parameter.read',
  'scaffolder.template.step.read',
  'scaffolder.task.read',
  'kubernetes.clusters.read',
  'kubernetes.resources.read',
  'gitops.read',
  'kagent.read',
  'knowledge.read',
]);

/** Names of the permissions of a viewer. */
export const viewerPermissions: ReadonlySet<string> = readPermissions;

/** Names of the permissions of an agent identity: it reads and proposes, and nothing else. */
export const agentPermissions: ReadonlySet<string> = new Set([
  ...readPermissions,
  'gitops.propose',
]);

/** Names of the permissions of an operator: all of the daily work but the decision. */
export const operatorPermissions: ReadonlySet<string> = new Set([
  ...readPermissions,
  'gitops.propose',
  'kagent.chat',
  'scaffolder.task.create',
  'scaffolder.task.cancel',
  'scaffolder.action.execute',
  'scaffolder.template.dry-run',
  'catalog.entity.refresh',
  'catalog.entity.validate',
]);
