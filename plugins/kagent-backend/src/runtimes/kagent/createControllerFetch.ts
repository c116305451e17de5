import { ServiceUnavailableError } from '@backstage/errors';

/** The longest answer other than a stream of events, in bytes. */
export const MAX_ANSWER_BYTES = 16_000_000;

/**
 * Creates the `fetch` for calls to one kagent controller in the name of one person.
 *
 * @remarks
 * The person is named by the backend alone, in `X-User-Id`. A redirect is never followed: it leads to a sign-in page. A controller
 * that cannot be reached, or a page in place of an answer, becomes a ServiceUnavailableError that says what to do.
 */
export function createControllerFetch(options: {
  /** The name of the controller in the configuration, for messages. */
  id: string;
  baseUrl: string;
  userId: string;
  fetch: typeof fetch;
}): typeof fetch {
  const { id, baseUrl, userId } = options;
  const name = `The kagent controller "${id}" at ${baseUrl}`;
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('X-User-Id', userId);
    let response: Response;
    try {
      response = await options.fetch(input, {
        ...init,
        headers,
        redirect: 'manual',
      });
    } catch (error) {
      if (init?.signal?.aborted) throw error;
      throw new ServiceUnavailableError(
        `${name} cannot be reached; see that it runs and that the portal may connect to it, then try again.`,
        error,
      );
    }
    const type = response.headers.get('content-type') ?? '';
    if (
      (response.status >= 300 && response.status < 400) ||
      type.includes('html')
    ) {
      await response.body?.cancel();
      throw new ServiceUnavailableError(
        `${name} answered with a web page (status ${response.status}), probably a sign-in; give the address of the controller itself in kagent.controllers.`,
      );
    }
    if (
      response.status === 401 ||
      response.status === 502 ||
      response.status === 503 ||
      response.status === 504
    ) {
      await response.body?.cancel();
      throw new ServiceUnavailableError(
        response.status === 401
          ? `${name} refuses the portal (status 401); the portal needs a controller with auth mode "unsecure" behind a network policy.`
          : `${name} is not ready (status ${response.status}); try again in a minute.`,
      );
    }
    return type.includes('event-stream') ? response : limit(response, name);
  };
}

/** An answer whose body fails once it is longer than what is taken. */
function limit(response: Response, name: string): Response {
  if (!response.body) return response;
  let bytes = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MAX_ANSWER_BYTES) {
        throw new ServiceUnavailableError(
          `${name} answered with more than ${MAX_ANSWER_BYTES} bytes, which is not taken.`,
        );
      }
      controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(counted), {
    status,
    statusText,
    headers,
  });
}
