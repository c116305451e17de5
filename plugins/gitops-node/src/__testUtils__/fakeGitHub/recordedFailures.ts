import { FakeResponse, refuse } from './FakeCall';

/** What GitHub answers to a token that is not valid any more. */
export const badCredentials = refuse(401, 'Bad credentials');

/** What GitHub answers when something broke on its side. */
export const serverError = refuse(502, 'Server Error');

/** What GitHub answers when the calls of an hour are used up. */
export function primaryLimit(resetMs: number): FakeResponse {
  return {
    ...refuse(403, 'API rate limit exceeded for user ID 1.'),
    headers: {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil(resetMs / 1000)),
    },
  };
}

/** What GitHub answers to too many calls in a short time. */
export function secondaryLimit(retryAfterSeconds: number): FakeResponse {
  return {
    ...refuse(
      403,
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    ),
    headers: { 'retry-after': String(retryAfterSeconds) },
  };
}
