import { ServiceUnavailableError } from '@backstage/errors';
import { unavailable } from './unavailable';

/** The longest answer other than a stream of events, in bytes. */
export const MAX_ANSWER_BYTES = 16_000_000;

/** How many times longer than other answers the beginning of a stream may take: an agent may have to be woken first. */
const STREAM_PATIENCE = 6;

/** Headers by which kagent knows people and agents; they are set by the backend or not at all. */
const identityHeaders = [
  'authorization',
  'x-user-id',
  'x-agent-name',
  'x-share-token',
];

/**
 * Creates the `fetch` for calls to one kagent controller in the name of one person.
 *
 * @remarks
 * The person is named by the backend alone. A redirect is never followed: it leads to a sign-in page. A controller that cannot be reached
 * or gives no answer in time, or a page in place of an answer, becomes a ServiceUnavailableError that says what to do.
 */
export function createControllerFetch(options: {
  /** The name of the controller in the configuration, for messages. */
  id: string;
  baseUrl: string;
  /** Gives the headers that name the person. */
  identify: () => Record<string, string>;
  fetch: typeof fetch;
  /** Milliseconds for a whole answer; the beginning of a stream may take six times that. */
  timeoutMs: number;
}): typeof fetch {
  const { id, baseUrl } = options;
  const name = `The kagent controller "${id}" at ${baseUrl}`;
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    for (const header of identityHeaders) headers.delete(header);
    for (const [header, value] of Object.entries(options.identify())) {
      headers.set(header, value);
    }
    const wantsStream =
      headers.get('accept')?.includes('event-stream') ?? false;
    const timeoutMs = options.timeoutMs * (wantsStream ? STREAM_PATIENCE : 1);
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeoutMs);
    const send = () =>
      options.fetch(input, {
        ...init,
        headers,
        redirect: 'manual',
        signal: AbortSignal.any([init?.signal ?? [], timeout.signal].flat()),
      });
    try {
      const response = await send().catch(error => {
        // A connection that was kept open may be gone by now, which a new one is not; only what changes nothing is sent twice.
        if (timeout.signal.aborted || (init?.method ?? 'GET') !== 'GET') {
          throw error;
        }
        return send();
      });
      await refuseOthers(response, name);
      return isStream(response) ? response : await readWhole(response, name);
    } catch (error) {
      if (init?.signal?.aborted || error instanceof ServiceUnavailableError) {
        throw error;
      }
      throw unavailable(
        timeout.signal.aborted
          ? `${name} gave no answer in ${Math.ceil(
              timeoutMs / 1000,
            )} seconds; see that it is not overloaded, then try again.`
          : `${name} cannot be reached; see that it runs and that the portal may connect to it, then try again.`,
        error,
      );
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Refuses what does not come from kagent itself. */
async function refuseOthers(response: Response, name: string): Promise<void> {
  const { status } = response;
  const type = response.headers.get('content-type') ?? '';
  const reason = findReason(status, type);
  if (!reason) return;
  await response.body?.cancel();
  throw new ServiceUnavailableError(`${name} ${reason}`);
}

function findReason(status: number, type: string): string | undefined {
  if ((status >= 300 && status < 400) || type.includes('html')) {
    return `answered with a web page (status ${status}), probably a sign-in; give the address of the controller itself in kagent.controllers.`;
  }
  switch (status) {
    case 401:
      return 'refuses the portal (status 401); set "auth" of the controller in kagent.controllers to the auth mode that it runs with.';
    case 403:
      return 'does not allow this (status 403); see that nothing between the portal and the controller asks for more than the name of the person.';
    case 502:
    case 503:
    case 504:
      return `is not ready (status ${status}); try again in a minute.`;
    default:
      return undefined;
  }
}

function isStream(response: Response): boolean {
  return (
    response.headers.get('content-type')?.includes('event-stream') ?? false
  );
}

/** The answer with its whole body read, unless it is longer than what is taken. */
async function readWhole(response: Response, name: string): Promise<Response> {
  if (!response.body) return response;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) {
      throw new ServiceUnavailableError(
        `${name} answered with more than ${MAX_ANSWER_BYTES} bytes, which is not taken.`,
      );
    }
    chunks.push(chunk);
  }
  const { status, statusText, headers } = response;
  return new Response(Buffer.concat(chunks), { status, statusText, headers });
}
