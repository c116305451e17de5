import { ResponseError } from '@backstage/errors';
import { findRetryAfter } from './findRetryAfter';

const answer = (
  status: number,
  options: { body?: object; headers?: Record<string, string> } = {},
) =>
  ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'E', message: 'm', ...options.body },
        response: { statusCode: status },
      }),
      {
        status,
        headers: { 'Content-Type': 'application/json', ...options.headers },
      },
    ),
  );

it('takes what the server says', async () => {
  expect(
    findRetryAfter(await answer(429, { body: { retryAfterSeconds: 7 } })),
  ).toBe(7);
  expect(
    findRetryAfter(await answer(429, { headers: { 'Retry-After': '3' } })),
  ).toBe(3);
});

it('waits a little where it does not say', async () => {
  expect(
    findRetryAfter(
      await answer(429, {
        headers: { 'Retry-After': 'Mon, 23 Nov 2026 10:00:00 GMT' },
      }),
    ),
  ).toBe(10);
});

it('has nothing for other errors', async () => {
  expect(findRetryAfter(await answer(503))).toBeUndefined();
  expect(findRetryAfter(new Error('offline'))).toBeUndefined();
});
