import { createPermission } from '@backstage/plugin-permission-common';

/** See agents and read one's own conversations. */
export const kagentReadPermission = createPermission({
  name: 'kagent.read',
  attributes: { action: 'read' },
});
/** Start conversations and send messages. */
export const kagentChatPermission = createPermission({
  name: 'kagent.chat',
  attributes: { action: 'create' },
});
/** Decide about the tools that an agent waits with. */
export const kagentDecidePermission = createPermission({
  name: 'kagent.decide',
  attributes: { action: 'update' },
});
/** Every permission of the kagent plugin. */
export const kagentPermissions = [
  kagentReadPermission,
  kagentChatPermission,
  kagentDecidePermission,
];
