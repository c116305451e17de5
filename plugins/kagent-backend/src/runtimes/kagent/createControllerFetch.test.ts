import { createControllerFetch } from './createControllerFetch';

const create = (send: typeof fetch, timeoutMs = 1_000) =>
  createControllerFetch({
    id: 'cluster',
    baseUrl: 'http://controller.invalid',
    identify: () => ({ 'x-user-id': 'user:default/founder' }),
    fetch: send,
    timeoutMs,
  });
const url = 'http://controller.invalid/api/agents';

describe('createControllerFetch', () => {
  it('drops whatever identity a caller brings', async () => {
    const sent: Headers[] = [];
    const fetchAs = create(async (_, init) => {
      sent.push(new Headers(init?.headers));
      return Response.json({});
    });
    await fetchAs(url, {
      headers: {
        Authorization: 'Bearer of-the-browser',
        'X-User-Id': 'user:default/somebody',
        'X-Agent-Name': 'sre',
        'X-Share-Token': 'abc',
        Accept: 'application/json',
      },
    });
    expect(Object.fromEntries(sent[0])).toEqual({
      accept: 'application/json',
      'x-user-id': 'user:default/founder',
    });
  });

  it('follows no redirect', async () => {
    const send = jest.fn<Promise<Response>, Parameters<typeof fetch>>(
      async () => new Response('', { status: 302 }),
    );
    await expect(create(send)(url)).rejects.toThrow('probably a sign-in');
    expect(send.mock.calls[0][1]).toMatchObject({ redirect: 'manual' });
  });

  it.each([
    ['GET', 2],
    ['POST', 1],
  ])(
    'sends a %s whose connection broke %s times at most',
    async (method, n) => {
      const send = jest.fn(async () => {
        throw new TypeError('fetch failed');
      });
      await expect(create(send)(url, { method })).rejects.toThrow(
        'cannot be reached',
      );
      expect(send).toHaveBeenCalledTimes(n);
    },
  );

  it('also limits the time of a body', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: controller => controller.enqueue(new Uint8Array(1)),
    });
    const fetchAs = create(async (_, init) => {
      const aborted = new Promise<never>((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () =>
          reject(new Error('late')),
        );
      });
      const response = new Response(body);
      async function* chunks() {
        yield new Uint8Array(1);
        yield await aborted;
      }
      Object.defineProperty(response, 'body', { value: chunks() });
      return response;
    }, 20);
    await expect(fetchAs(url)).rejects.toThrow('gave no answer in 1 seconds');
  });

  it('lets the person stop without a word about the controller', async () => {
    const abort = new AbortController();
    const fetchAs = create(async (_, init) => {
      abort.abort(new Error('stopped'));
      throw init?.signal?.reason;
    });
    await expect(fetchAs(url, { signal: abort.signal })).rejects.toThrow(
      'stopped',
    );
  });
});
