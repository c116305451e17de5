import { createPermission } from '@backstage/plugin-permission-common';

/** Search the documents of the platform. */
export const knowledgeReadPermission = createPermission({
  name: 'knowledge.read',
  attributes: { action: 'read' },
});
/** Every permission of the knowledge plugin. */
export const knowledgePermissions = [knowledgeReadPermission];
