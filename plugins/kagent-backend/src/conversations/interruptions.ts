import { isError } from '@backstage/errors';

/** The person stopped the answer. */
export class CancelledByPerson extends Error {}

/** This process ends; another one goes on with the answer. */
export class ProcessStopped extends Error {}

/** The lease was taken by another process. */
export class LeaseLost extends Error {}

/** The database failed; whoever can write goes on with the answer. */
export class NotWritten extends Error {}

/** Errors whose message is written for the person who asked. */
const tellable = new Set([
  'InputError',
  'NotFoundError',
  'NotAllowedError',
  'ConflictError',
  'ServiceUnavailableError',
  'AnswerTimeoutError',
  'AnswerTooLongError',
  'AnswerInterruptedError',
]);

/** Whether the message of an error is written for the person who asked. */
export function isTellable(error: unknown): error is Error {
  return isError(error) && tellable.has(error.name);
}

/** Whether an error says that the other side does not answer, so that it may answer later. */
export function isUnreachable(error: unknown): boolean {
  return isError(error) && error.name === 'ServiceUnavailableError';
}

/** Whether the end of an answer has no other reason than what readers are told. */
export function isExpected(cause: unknown): boolean {
  return cause instanceof CancelledByPerson || isTellable(cause);
}

/** An error with a name that readers see, and a message for them. */
export function tell(
  name: 'AnswerTimeoutError' | 'AnswerTooLongError' | 'AnswerInterruptedError',
  message: string,
): Error {
  return Object.assign(new Error(message), { name });
}

/** How long an agent that cannot be reached is tried again, in milliseconds. */
export const GIVE_UP_MS = 10 * 60_000;
/** How often a process goes on with the same answer, so that one that takes its process with it ends. */
export const MAX_TAKEOVERS = 60;
const SHORTEST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Says how long to wait before an agent that cannot be reached is tried again.
 *
 * @param options.interruptedAt - ISO 8601; absent when it could be reached until now.
 * @returns Milliseconds, longer with time; undefined when it was tried long enough.
 */
export function toPause(options: {
  interruptedAt: string | undefined;
  now: Date;
}): number | undefined {
  const { interruptedAt, now } = options;
  const sinceMs = interruptedAt ? now.getTime() - Date.parse(interruptedAt) : 0;
  if (sinceMs >= GIVE_UP_MS) return undefined;
  return Math.min(Math.max(sinceMs / 2, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
}
