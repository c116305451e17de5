import { createHash } from 'node:crypto';

/** Derives the idempotency key of a call without one: the same for the same input of the same author. */
export function toRequestId(author: string, input: object): string {
  const text = JSON.stringify([author, input]);
  const digest = createHash('sha256').update(text).digest('hex');
  return `action-${digest.slice(0, 40)}`;
}
