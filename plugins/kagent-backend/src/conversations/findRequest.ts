import { ConflictError, InputError } from '@backstage/errors';
import { ChatEvent } from '@zerotouch/plugin-kagent-common';

/** Finds the newest request with that id. @throws InputError, ConflictError when it was decided before */
export function findRequest(events: ChatEvent[], approvalId: string) {
  const about = events.filter(
    event =>
      (event.type === 'approval-request' ||
        event.type === 'approval-response') &&
      event.approvalId === approvalId,
  );
  const last = about.at(-1);
  if (last?.type === 'approval-request') return last;
  throw last
    ? new ConflictError('This was decided before; nothing was passed on.')
    : new InputError(
        `Nothing in this conversation waits under the id "${approvalId}".`,
      );
}
