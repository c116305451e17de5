import { readAll } from '../../__testUtils__/readAll';
import {
  FOUNDER,
  founder as credentials,
  startRuntime,
} from './__testUtils__/startRuntime';
import { MAX_ANSWER_BYTES } from './createControllerFetch';

describe('KagentRuntime and its controller', () => {
  let env: Awaited<ReturnType<typeof startRuntime>>;
  beforeEach(async () => {
    env = await startRuntime();
  });
  afterEach(async () => {
    await env.kagent.stop();
  });

  const whileFailing = async () => ({
    agents: await env.runtime.listAgents({ credentials }),
    error: await readAll(env.stream('hello')).then(
      () => undefined,
      (error: Error) => error,
    ),
  });

  describe('listAgents', () => {
    it('lists agents with model, tools, skills and health', async () => {
      expect(await env.runtime.listAgents({ credentials })).toEqual([
        {
          id: 'cluster:kagent/go-agent',
          title: 'go-agent',
          description: 'A Go agent',
          runtime: 'cluster',
          health: 'healthy',
          model: 'gpt-4.1-mini',
          tools: [
            { name: 'get_pods', needsApproval: false },
            { name: 'delete_pod', needsApproval: true },
          ],
          skills: ['Look at pods'],
        },
        expect.objectContaining({
          id: 'cluster:kagent/python-agent',
          health: 'degraded',
          note: expect.stringContaining('not ready'),
        }),
      ]);
    });

    it('reports a controller that takes everybody for one person', async () => {
      env.kagent.sharedUser = 'admin@kagent.dev';
      const [agent] = await env.runtime.listAgents({ credentials });
      expect(agent).toMatchObject({
        health: 'degraded',
        note: expect.stringContaining('"admin@kagent.dev"'),
      });
    });

    it('lists nothing, and says why in the log, when it never answered', async () => {
      env.kagent.failure = { status: 503, contentType: 'text', body: '' };
      expect(await env.runtime.listAgents({ credentials })).toEqual([]);
      expect(env.logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('not ready'),
      );
    });

    it('is fine again when the controller is', async () => {
      await env.runtime.listAgents({ credentials });
      env.kagent.silent = '/api/agents';
      const [down] = await env.runtime.listAgents({ credentials });
      expect(down.health).toBe('unreachable');
      env.kagent.silent = undefined;
      const [up] = await env.runtime.listAgents({ credentials });
      expect(up).toMatchObject({ health: 'healthy' });
      expect(up.note).toBeUndefined();
    });
  });

  describe('failures', () => {
    const page = '<html><title>Sign in</title></html>';
    it.each([
      [
        'a sign-in page',
        { status: 200, contentType: 'html', body: page },
        'give the address of the controller itself',
      ],
      [
        'a redirect',
        {
          status: 302,
          contentType: 'text',
          body: '',
          location: 'http://x.invalid',
        },
        'give the address of the controller itself',
      ],
      [
        'a refusal',
        { status: 401, contentType: 'text', body: 'Unauthorized' },
        'set "auth" of the controller in kagent.controllers',
      ],
      [
        'a refused share',
        { status: 403, contentType: 'text', body: 'forbidden' },
        'nothing between the portal and the controller',
      ],
      [
        'a pod that starts',
        { status: 503, contentType: 'text', body: 'no endpoints' },
        'try again in a minute',
      ],
      [
        'an error',
        { status: 500, contentType: 'json', body: '{"error":"x"}' },
        'See its log',
      ],
      [
        'nonsense',
        { status: 200, contentType: 'json', body: '{"a":' },
        'See its log',
      ],
      [
        'bare text',
        { status: 200, contentType: 'text', body: 'hello' },
        'See its log',
      ],
      [
        'an answer without end',
        {
          status: 200,
          contentType: 'json',
          body: `["${'x'.repeat(MAX_ANSWER_BYTES)}"]`,
        },
        'which is not taken',
      ],
    ])('says what to do about %s', async (_, failure, remedy) => {
      await env.runtime.listAgents({ credentials });
      env.kagent.failure = failure;
      const { agents, error } = await whileFailing();
      expect(agents.map(({ health }) => health)).toEqual([
        'unreachable',
        'unreachable',
      ]);
      expect(agents[0].note).toContain('kagent controller');
      expect(agents[0].note).toContain(remedy);
      expect(error?.name).toBe('ServiceUnavailableError');
      expect(error?.message).toContain('kagent controller');
      await env.runtime.listAgents({ credentials });
      expect(env.logger.warn).toHaveBeenCalledTimes(1);
    });

    it.each([
      ['the list', '/api/agents'],
      ['the card', '/.well-known'],
      ['the session', '/api/sessions'],
    ])('waits for %s no longer than its time', async (_, silent) => {
      const slow = await startRuntime({ timeoutMs: 1_000 });
      slow.kagent.silent = silent;
      await slow.runtime.listAgents({ credentials });
      const error = await readAll(slow.stream('hello')).then(
        () => undefined,
        ({ message }: Error) => message,
      );
      await slow.kagent.stop();
      const logged = slow.logger.warn.mock.calls.map(String);
      expect(error ?? logged[0]).toMatch(
        /gave no answer in 1 seconds.*again\.$/,
      );
    });

    it('waits for the beginning of an answer no longer than six times that', async () => {
      const slow = await startRuntime({
        timeoutMs: 50,
        fetch: (input, init) => {
          const isStream = new Headers(init?.headers)
            .get('accept')
            ?.includes('event-stream');
          if (!isStream) return fetch(input, init);
          return new Promise((_, reject) => {
            init?.signal?.addEventListener('abort', () =>
              reject(init.signal?.reason),
            );
          });
        },
      });
      await expect(readAll(slow.stream('hello'))).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('gave no answer'),
      });
      await slow.kagent.stop();
    });

    it('says that an agent is gone', async () => {
      await expect(
        readAll(env.stream('hello', { agent: 'gone' })),
      ).rejects.toMatchObject({
        name: 'NotFoundError',
        message: expect.stringContaining('"cluster:kagent/gone"'),
      });
    });

    it('says when nothing listens at the address', async () => {
      await env.kagent.stop();
      const { agents, error } = await whileFailing();
      expect(agents).toEqual([]);
      expect(error?.message).toContain('cannot be reached');
    });
  });
});

describe.each(['unsecure', 'trusted-proxy'] as const)(
  'identity in mode %s',
  auth => {
    let env: Awaited<ReturnType<typeof startRuntime>>;
    afterEach(async () => {
      await env.kagent.stop();
    });

    it('names the person, and nobody else', async () => {
      env = await startRuntime({ auth });
      const [agent] = await env.runtime.listAgents({ credentials });
      expect(agent.note).toBeUndefined();
      await readAll(env.stream('hello'));
      expect([...env.kagent.users]).toEqual([FOUNDER]);
      expect([...env.kagent.sessions.keys()]).toEqual([`${FOUNDER} c-1`]);
    });

    it('sends one kind of name, and no name in an address', async () => {
      env = await startRuntime({ auth });
      await readAll(env.stream('hello'));
      for (const headers of env.kagent.headers) {
        expect(headers['x-user-id']).toBe(
          auth === 'unsecure' ? FOUNDER : undefined,
        );
        expect(headers.authorization !== undefined).toBe(
          auth === 'trusted-proxy',
        );
        expect(headers['x-agent-name']).toBeUndefined();
        expect(headers['x-share-token']).toBeUndefined();
      }
    });

    it('reports a controller that takes the person for somebody else', async () => {
      env = await startRuntime({ auth });
      env.kagent.sharedUser = 'admin@kagent.dev';
      const [agent] = await env.runtime.listAgents({ credentials });
      expect(agent.note).toContain('"admin@kagent.dev"');
    });
  },
);

it('says when the controller wants another auth mode', async () => {
  const { kagent, runtime, stream } = await startRuntime({ auth: 'unsecure' });
  kagent.auth = 'trusted-proxy';
  expect(await runtime.listAgents({ credentials })).toEqual([]);
  await expect(readAll(stream('hello'))).rejects.toThrow(
    'set "auth" of the controller',
  );
  await kagent.stop();
});
