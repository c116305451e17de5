import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsServiceMock } from '@backstage/backend-test-utils/alpha';
import { ConflictError, ResponseError } from '@backstage/errors';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import express from 'express';
import { createHash } from 'node:crypto';
import { startKagent, TestKagent } from './__testUtils__/startKagent';
import { ActionsServiceAction } from './mcp/actions';
import { MAX_ANSWER_LENGTH } from './mcp/AgentTools';
import { MAX_REQUEST_BYTES } from './mcp/createMcpRouter';

const KEY = 's'.repeat(32);
const BUSY_KEY = 'b'.repeat(32);
const agentCredentials = mockCredentials.user('user:agents/sre');

function toAction(id: string): ActionsServiceAction {
  const [pluginId, name] = id.split(':');
  return {
    id,
    pluginId,
    name,
    title: `Title of ${name}`,
    description: `What ${name} does`,
    schema: {
      input: { type: 'object', properties: { number: { type: 'number' } } },
      output: { type: 'object' },
    },
    attributes: { readOnly: true, destructive: false, idempotent: true },
  };
}

const actions = actionsServiceMock.mock({
  list: async () => ({
    actions: [
      'gitops:get-proposal',
      'gitops:propose-claim',
      'scaffolder:execute-template',
    ].map(toAction),
  }),
});

interface Audited {
  eventId: string;
  meta: unknown;
  outcome: string;
}
const audited: Audited[] = [];
const auditor = mockServices.auditor.mock({
  createEvent: async ({ eventId, meta }) => {
    const record: Audited = { eventId, meta, outcome: 'open' };
    audited.push(record);
    return {
      success: async () => {
        record.outcome = 'success';
      },
      fail: async ({ error }) => {
        record.outcome = error.message;
      },
    };
  },
});

/** Stands for the auth plugin with its provider of agents. */
let issueToken = (name = '') => ({
  status: 200,
  token: mockCredentials.user.token(`user:agents/${name}`),
});
const tokenRequests: (string | undefined)[] = [];
const authPlugin = createBackendPlugin({
  pluginId: 'auth',
  register(reg) {
    reg.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const router = express.Router();
        router.post('/agent/refresh', (req, res) => {
          tokenRequests.push(req.header('authorization'));
          const { status, token } = issueToken(req.header('x-agent-name'));
          res.status(status).json({ backstageIdentity: { token } });
        });
        httpRouter.use(router);
      },
    });
  },
});

let kagent: TestKagent;
beforeAll(async () => {
  kagent = await startKagent({
    config: {
      auth: { providers: { agent: {} } },
      kagent: {
        mcp: {
          requestsPerMinute: 120,
          agents: [
            {
              name: 'sre',
              key: KEY,
              tools: ['gitops:propose-claim', 'gitops:get-proposal'],
            },
            { name: 'busy', key: BUSY_KEY, tools: [] },
          ],
        },
      },
    },
    features: [authPlugin, actions.factory, auditor.factory],
  });
});
afterAll(() => kagent.stop());

const issue = issueToken;
afterEach(() => {
  issueToken = issue;
  actions.invoke.mockReset();
  audited.length = 0;
});

async function connect(): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${kagent.url}/mcp/sre`), {
      requestInit: { headers: { authorization: `Bearer ${KEY}` } },
    }),
  );
  return client;
}

function send(
  body: string,
  options: { agent?: string; key?: string; headers?: object } = {},
) {
  const { agent = 'sre', key = KEY, headers } = options;
  return kagent.fetch(`/mcp/${agent}`, {
    method: 'POST',
    body,
    authorization: `Bearer ${key}`,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
  });
}
const LIST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

describe('an MCP client of an agent', () => {
  it('sees the tools of its list, described as the portal describes them', async () => {
    const client = await connect();
    expect(client.getServerVersion()?.name).toBe('zerotouch');
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'propose-claim',
      'get-proposal',
    ]);
    expect(tools[0]).toMatchObject({
      title: 'Title of propose-claim',
      description: 'What propose-claim does',
      inputSchema: {
        type: 'object',
        properties: { number: { type: 'number' } },
      },
      annotations: { readOnlyHint: true, destructiveHint: false },
    });
    await client.close();
    expect(actions.list).toHaveBeenLastCalledWith({
      credentials: agentCredentials,
    });
  });

  it('runs one as the agent, and the record has the digest of the arguments', async () => {
    actions.invoke.mockResolvedValue({ output: { number: 7 } });
    const client = await connect();
    const result = await client.callTool({
      name: 'get-proposal',
      arguments: { number: 7, again: 'secret words' },
    });
    await client.close();
    expect(result).toMatchObject({
      content: [{ type: 'text', text: '{"number":7}' }],
      structuredContent: { number: 7 },
    });
    expect(actions.invoke).toHaveBeenCalledWith({
      id: 'gitops:get-proposal',
      input: { number: 7, again: 'secret words' },
      credentials: agentCredentials,
    });
    expect(audited).toEqual([
      {
        eventId: 'agent-tool-call',
        meta: {
          agent: 'user:agents/sre',
          tool: 'gitops:get-proposal',
          argumentsDigest: createHash('sha256')
            .update('{"again":"secret words","number":7}')
            .digest('hex'),
        },
        outcome: 'success',
      },
    ]);
  });

  it.each(['execute-template', 'scaffolder:execute-template', 'toString'])(
    'is refused "%s", which is not on its list, and the refusal is recorded',
    async name => {
      const client = await connect();
      const result = await client.callTool({ name, arguments: {} });
      await client.close();
      expect(result).toMatchObject({ isError: true });
      expect(actions.invoke).not.toHaveBeenCalled();
      expect(audited).toMatchObject([
        {
          eventId: 'agent-tool-call',
          meta: { agent: 'user:agents/sre', tool: name },
          outcome: expect.stringContaining(`has no tool "${name}"`),
        },
      ]);
    },
  );

  it.each([
    [
      'says why an action refused',
      async () => {
        throw await ResponseError.fromResponse(
          new Response(
            JSON.stringify({
              error: { name: 'ConflictError', message: 'The name is taken' },
              response: { statusCode: 409 },
            }),
            {
              status: 409,
              headers: { 'content-type': 'application/json' },
            },
          ) as never,
        );
      },
      'ConflictError: The name is taken',
    ],
    [
      'says why the portal refused',
      async () => {
        throw new ConflictError('The name is taken');
      },
      'ConflictError: The name is taken',
    ],
    [
      'is not told what broke inside',
      async () => {
        throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
      },
      'The tool failed inside the portal; its log says why. Try again later.',
    ],
    [
      'is told to ask for less',
      async () => ({ output: { text: 'x'.repeat(MAX_ANSWER_LENGTH) } }),
      `InputError: The answer of "get-proposal" is longer than ${MAX_ANSWER_LENGTH} characters; ask for less`,
    ],
  ])('%s', async (_, invoke, text) => {
    actions.invoke.mockImplementation(invoke);
    const client = await connect();
    expect(await client.callTool({ name: 'get-proposal' })).toEqual({
      isError: true,
      content: [{ type: 'text', text }],
    });
    await client.close();
    expect(audited).toHaveLength(1);
    expect(audited[0].outcome).not.toBe('success');
  });
});

describe('a request', () => {
  it.each([
    ['a list of messages', `[${LIST}]`, 400, 'one JSON-RPC message at a time'],
    ['no JSON', '{"jsonrpc": ', 400, 'not JSON'],
    [
      'more than it may have',
      JSON.stringify({ text: 'x'.repeat(MAX_REQUEST_BYTES) }),
      413,
      `at most ${MAX_REQUEST_BYTES} bytes`,
    ],
  ])('with %s is refused', async (_, body, status, message) => {
    const response = await send(body);
    expect(response.status).toBe(status);
    expect((await response.json()).error.message).toContain(message);
  });

  it('without the key is refused before its body is read, and recorded', async () => {
    const response = await send('{', { key: 'x'.repeat(32) });
    expect(response.status).toBe(401);
    expect(audited).toMatchObject([
      { eventId: 'agent-sign-in', meta: { claimed: 'sre' } },
    ]);
    expect(JSON.stringify(audited)).not.toContain('xxx');
  });

  it.each([
    ['a person', mockCredentials.user.token('user:default/founder')],
    ['an agent', mockCredentials.user.token('user:agents/sre')],
    ['a service', mockCredentials.service.token()],
  ])('with the token of %s is refused', async (_, key) => {
    const response = await send(LIST, { key });
    expect(response.status).toBe(401);
  });

  it('of a web page is refused', async () => {
    const response = await send(LIST, {
      headers: { origin: 'http://localhost' },
    });
    expect(response.status).toBe(403);
  });

  it.each(['GET', 'DELETE'])('by %s is refused', async method => {
    const response = await kagent.fetch('/mcp/sre', {
      method,
      authorization: `Bearer ${KEY}`,
    });
    expect([response.status, response.headers.get('allow')]).toEqual([
      405,
      'POST',
    ]);
  });

  it('too many are answered with 429 and the time to wait', async () => {
    const statuses: number[] = [];
    let last: Response | undefined;
    while (statuses.length < 400 && last?.status !== 429) {
      last = await send(LIST, { agent: 'busy', key: BUSY_KEY });
      statuses.push(last.status);
    }
    // A minute may turn in between.
    expect(statuses.length).toBeGreaterThan(120);
    const wait = Number(last?.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await last?.json()).error.name).toBe('TooManyRequestsError');
  });

  it.each([
    ['the auth plugin gives no token', 404, 'user:agents/sre', 503],
    ['the token is a person’s', 200, 'user:default/founder', 403],
    ['the token is another agent’s', 200, 'user:agents/docs', 403],
  ])('fails when %s', async (_, status, ref, expected) => {
    issueToken = () => ({ status, token: mockCredentials.user.token(ref) });
    const response = await send(LIST);
    expect(response.status).toBe(expected);
    expect(audited).toEqual([]);
  });
});

it('the token of an agent is asked for as kagent-backend, for the auth plugin', async () => {
  await send(LIST);
  expect(tokenRequests.pop()).toBe(
    mockCredentials.service.header({
      onBehalfOf: mockCredentials.service('plugin:kagent'),
      targetPluginId: 'auth',
    }),
  );
});
