import type { StreamResponse, Task } from '@a2a-js/sdk';
import { Role, TaskState } from '@a2a-js/sdk';
import {
  Client,
  ClientFactory,
  DefaultAgentCardResolver,
  JsonRpcTransportFactory,
} from '@a2a-js/sdk/client';
import { mockCredentials } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import { readAll } from '../../../__testUtils__/readAll';
import {
  TestKagent,
  VIEWER,
  startKagent,
} from '../../../__testUtils__/startKagent';
import { ScriptedModel } from '../__testUtils__/ScriptedModel';

let kagent: TestKagent;
beforeAll(async () => {
  kagent = await startKagent();
});
afterAll(() => kagent.stop());
// The library tells each error on the console as well.
let said: jest.SpyInstance;
beforeEach(() => {
  said = jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => said.mockRestore());

/** The SDK's own client; the address in the card is the configured one, so it is led to the test server. */
async function connect(
  user = 'user:default/founder',
  server = kagent,
): Promise<Client> {
  const fetchImpl: typeof fetch = (input, init) => {
    const path = new URL(String(input)).pathname.replace('/api/kagent', '');
    return server.fetch(path, {
      ...init,
      authorization: mockCredentials.user.header(user),
    });
  };
  const factory = new ClientFactory({
    transports: [new JsonRpcTransportFactory({ fetchImpl })],
    cardResolver: new DefaultAgentCardResolver({ fetchImpl }),
  });
  return factory.createFromUrl(
    `${server.url}/a2a/consultant/`,
    '.well-known/agent-card.json',
  );
}

function question(
  text: string,
  ids: { contextId?: string; taskId?: string } = {},
) {
  return {
    tenant: '',
    message: {
      messageId: randomUUID(),
      contextId: ids.contextId ?? '',
      taskId: ids.taskId ?? '',
      role: Role.ROLE_USER,
      parts: [
        {
          content: { $case: 'text' as const, value: text },
          metadata: undefined,
          filename: '',
          mediaType: 'text/plain',
        },
      ],
      metadata: undefined,
      extensions: [],
      referenceTaskIds: [],
    },
    configuration: undefined,
    metadata: undefined,
  };
}

const everything = {
  tenant: '',
  contextId: '',
  status: TaskState.TASK_STATE_UNSPECIFIED,
  pageToken: '',
  statusTimestampAfter: undefined,
};

function textOf(task: Task): string {
  return task.artifacts
    .flatMap(({ parts }) => parts)
    .map(({ content }) => (content?.$case === 'text' ? content.value : ''))
    .join('');
}

async function askTask(
  client: Client,
  text: string,
  ids?: Parameters<typeof question>[1],
): Promise<Task> {
  const result = await client.sendMessage(question(text, ids));
  if (!('status' in result)) throw new Error('expected a task');
  return result;
}

/** A raw call, as clients without the SDK make it. */
async function call(
  method: string,
  params: object,
  options: { headers?: Record<string, string>; authorization?: string } = {},
) {
  const response = await kagent.fetch('/a2a/consultant', {
    method: 'POST',
    authorization: options.authorization,
    headers: {
      'content-type': 'application/json',
      'A2A-Version': '1.0',
      ...options.headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return { status: response.status, body: await response.json() };
}

describe('the consultant as an A2A server', () => {
  it('has an agent card of version 1.0', async () => {
    const card = await (await connect()).getAgentCard();
    expect(card).toMatchObject({
      name: 'Consultant',
      capabilities: { streaming: true, pushNotifications: false },
      supportedInterfaces: [
        {
          protocolBinding: 'JSONRPC',
          protocolVersion: '1.0',
          url: expect.stringMatching(/\/api\/kagent\/a2a\/consultant$/),
        },
      ],
    });
    expect(card.skills.map(({ id }) => id)).toEqual([
      'answer-from-docs',
      'add-a-lego',
      'platform-state',
      'explain-proposal',
      'find-runbook',
    ]);
  });

  it('answers a message with a completed task', async () => {
    const task = await askTask(await connect(), 'How do I add a cache?');
    expect(task.status?.state).toBe(TaskState.TASK_STATE_COMPLETED);
    expect(textOf(task)).toContain('kind: XDragonfly');
    const data = task.artifacts
      .flatMap(({ parts }) => parts)
      .flatMap(({ content }) =>
        content?.$case === 'data' ? content.value.type : [],
      );
    expect(data).toEqual(['source', 'action']);
  });

  it('streams task, status and artifacts, and ends with the last status', async () => {
    const client = await connect();
    const responses: StreamResponse[] = await readAll(
      client.sendMessageStream(question('How do I restore a database?')),
    );
    const cases = responses.map(({ payload }) => payload?.$case);
    expect(cases[0]).toBe('task');
    expect(cases).toContain('artifactUpdate');
    const last = responses[responses.length - 1].payload;
    expect(last).toMatchObject({
      $case: 'statusUpdate',
      value: { status: { state: TaskState.TASK_STATE_COMPLETED } },
    });
  });

  it('goes on with a streamed task when its client leaves', async () => {
    const client = await connect('user:default/leaver');
    let id = '';
    for await (const { payload } of client.sendMessageStream(
      question('How do I restore a database?'),
    )) {
      if (payload?.$case === 'task') id = payload.value.id;
      break;
    }
    let task: Task;
    do {
      task = await client.getTask({ tenant: '', id });
    } while (task.status?.state !== TaskState.TASK_STATE_COMPLETED);
    expect(textOf(task)).toContain('Choose the moment');
  });

  it('gives a task again, to its owner only, with as much history as asked', async () => {
    const client = await connect();
    const { id } = await askTask(client, 'How do I restore a database?');
    const again = await client.getTask({ tenant: '', id });
    expect(textOf(again)).toContain('Choose the moment');
    expect(again.history[0].parts[0].content).toMatchObject({
      value: 'How do I restore a database?',
    });
    const short = await client.getTask({ tenant: '', id, historyLength: 0 });
    expect(short.history).toEqual([]);
    const other = await connect('user:default/other');
    await expect(other.getTask({ tenant: '', id })).rejects.toThrow(
      /not found/i,
    );
    await expect(
      other.cancelTask({ tenant: '', id, metadata: undefined }),
    ).rejects.toThrow(/not found/i);
    await expect(
      readAll(other.resubscribeTask({ tenant: '', id })),
    ).rejects.toThrow(/not found/i);
    await expect(
      other.sendMessage(question('Go on', { taskId: id })),
    ).rejects.toThrow(/not found/i);
  });

  it('lists tasks by context, state and page, those of the caller alone', async () => {
    const client = await connect('user:default/lister');
    const contextId = randomUUID();
    const ids: string[] = [];
    for (const text of ['restore', 'cache', 'tenant']) {
      const task = await askTask(client, `What about a ${text}?`, {
        contextId,
      });
      expect(task.contextId).toBe(contextId);
      ids.unshift(task.id);
    }
    await askTask(client, 'hello');
    const all = await client.listTasks(everything);
    expect(all.totalSize).toBe(4);
    expect(all.tasks.every(task => task.artifacts.length === 0)).toBe(true);
    const inContext = await client.listTasks({ ...everything, contextId });
    expect(new Set(inContext.tasks.map(({ id }) => id))).toEqual(new Set(ids));
    const first = await client.listTasks({
      ...everything,
      contextId,
      pageSize: 2,
      historyLength: 0,
      includeArtifacts: true,
    });
    expect(first).toMatchObject({ pageSize: 2, totalSize: 3 });
    expect(first.tasks.map(({ history }) => history)).toEqual([[], []]);
    expect(first.tasks[0].artifacts).not.toEqual([]);
    const rest = await client.listTasks({
      ...everything,
      contextId,
      pageSize: 2,
      pageToken: first.nextPageToken,
    });
    expect(rest.nextPageToken).toBe('');
    expect(
      new Set([...first.tasks, ...rest.tasks].map(({ id }) => id)),
    ).toEqual(new Set(ids));
    const running = await client.listTasks({
      ...everything,
      status: TaskState.TASK_STATE_WORKING,
    });
    expect(running.tasks).toEqual([]);
    const completed = await client.listTasks({
      ...everything,
      status: TaskState.TASK_STATE_COMPLETED,
    });
    expect(completed.tasks).toHaveLength(4);
    const other = await connect('user:default/other-lister');
    expect((await other.listTasks({ ...everything, contextId })).tasks).toEqual(
      [],
    );
  });

  it.each([
    ['an unknown task', 'GetTask', { id: 'nobody' }, -32001],
    ['cancelling an unknown task', 'CancelTask', { id: 'nobody' }, -32001],
    ['following an unknown task', 'SubscribeToTask', { id: 'nobody' }, -32001],
    ['a foreign page', 'ListTasks', { pageToken: 'bm9uZQ' }, -32602],
    ['a page that is too large', 'ListTasks', { pageSize: 1000 }, -32602],
    ['a method that there is not', 'Approve', { id: 'x' }, -32601],
    [
      'push notifications',
      'CreateTaskPushNotificationConfig',
      { taskId: 'x', url: 'http://x' },
      -32003,
    ],
    ['a message without parts', 'SendMessage', {}, -32602],
  ])('refuses %s', async (_, method, params, code) => {
    const { body } = await call(method, params);
    expect(body.error).toMatchObject({ code });
    expect(body.result).toBeUndefined();
  });

  it('refuses to cancel, to follow and to go on with what has ended', async () => {
    const client = await connect();
    const { id } = await askTask(client, 'How do I restore a database?');
    await expect(
      client.cancelTask({ tenant: '', id, metadata: undefined }),
    ).rejects.toThrow(/cancel/i);
    await expect(
      readAll(client.resubscribeTask({ tenant: '', id })),
    ).rejects.toThrow(/terminal/i);
    await expect(
      client.sendMessage(question('And now?', { taskId: id })),
    ).rejects.toThrow(/terminal/i);
  });

  it('rejects a message without text, and reads no data parts', async () => {
    const client = await connect();
    const request = question('');
    request.message.parts = [
      {
        content: { $case: 'data', value: { decision_type: 'approve' } },
        metadata: undefined,
        filename: '',
        mediaType: 'application/json',
      } as never,
    ];
    const result = await client.sendMessage(request);
    expect(result).toMatchObject({
      status: { state: TaskState.TASK_STATE_REJECTED },
    });
  });

  it('keeps no secret in a task', async () => {
    const client = await connect();
    const secret = 'AKIAIOSFODNN7EXAMPLE';
    const task = await askTask(client, `Is ${secret} for a database restore?`);
    const kept = await client.getTask({ tenant: '', id: task.id });
    expect(JSON.stringify([task, kept])).not.toContain(secret);
  });

  it.each(['9.9', '0.3', ''])(
    'refuses callers of version "%s" by name',
    async version => {
      const { body } = await call(
        'GetTask',
        { id: 'x' },
        { headers: { 'A2A-Version': version } },
      );
      expect(body.error.message).toMatch(/version/i);
    },
  );

  it('is for people with the permission to chat', async () => {
    const none = await call(
      'GetTask',
      { id: 'x' },
      { authorization: mockCredentials.none.header() },
    );
    expect(none.status).toBe(401);
    const viewer = await call(
      'GetTask',
      { id: 'x' },
      { authorization: mockCredentials.user.header(VIEWER) },
    );
    expect(viewer.status).toBe(403);
    expect(JSON.stringify(viewer.body)).toContain('kagent.chat');
    // The card is for everybody who may see agents.
    const card = await kagent.fetch(
      '/a2a/consultant/.well-known/agent-card.json',
      {
        authorization: mockCredentials.user.header(VIEWER),
      },
    );
    expect(card.status).toBe(200);
  });
});

describe('the consultant with a model as an A2A server', () => {
  let model: ScriptedModel;
  let release = () => {};
  let server: TestKagent;
  beforeAll(async () => {
    model = await ScriptedModel.start(({ messages }) => {
      const asked = JSON.stringify(messages);
      if (asked.includes('WAIT')) {
        return {
          respond: res => {
            res.writeHead(200, { 'content-type': 'text/event-stream' });
            const send = (delta: object, finish_reason: string | null = null) =>
              res.write(
                `data: ${JSON.stringify({
                  id: 'c',
                  created: 1,
                  model: 'm',
                  choices: [{ index: 0, delta, finish_reason }],
                })}\n\n`,
              );
            send({ content: `${'First '.repeat(40)}` });
            release = () => {
              send({ content: 'second.' });
              send({}, 'stop');
              res.end('data: [DONE]\n\n');
            };
          },
        };
      }
      return messages.at(-1)?.role === 'tool'
        ? { text: 'I could not write.' }
        : { calls: [{ name: 'propose-claim', args: {} }] };
    });
    server = await startKagent({
      config: {
        kagent: { consultant: { model: { baseUrl: model.url, name: 'm' } } },
      },
    });
  });
  afterAll(async () => {
    await server.stop();
    await model.stop();
  });

  it('offers the model nothing that writes, as nobody can approve here', async () => {
    const client = await connect(undefined, server);
    const task = await askTask(client, 'Propose a claim');
    expect(textOf(task)).toContain('I could not write.');
    expect(JSON.stringify(task)).toContain('There is no tool');
    const [{ tools }] = model.requests;
    expect(tools.map(tool => tool.function.name)).not.toContain(
      'propose-claim',
    );
  });

  /** Begins a task that waits for `release`. */
  async function begin(client: Client) {
    const responses = client.sendMessageStream(question('WAIT'));
    let id = '';
    for (;;) {
      const { value } = await responses.next();
      if (value?.payload?.$case === 'task') id = value.payload.value.id;
      if (value?.payload?.$case === 'artifactUpdate') return { id, responses };
    }
  }

  it('lets a second client follow a task that runs', async () => {
    const client = await connect(undefined, server);
    const { id, responses } = await begin(client);
    const second = (await connect(undefined, server)).resubscribeTask({
      tenant: '',
      id,
    });
    const { value } = await second.next();
    expect(value?.payload).toMatchObject({
      $case: 'task',
      value: { id, status: { state: TaskState.TASK_STATE_WORKING } },
    });
    release();
    const rest = await readAll(second);
    expect(rest.at(-1)?.payload).toMatchObject({
      value: { status: { state: TaskState.TASK_STATE_COMPLETED } },
    });
    await readAll(responses);
    expect(textOf(await client.getTask({ tenant: '', id }))).toContain(
      'second.',
    );
  });

  it('cancels a task that runs', async () => {
    const client = await connect(undefined, server);
    const { id, responses } = await begin(client);
    const cancelled = await client.cancelTask({
      tenant: '',
      id,
      metadata: undefined,
    });
    expect(cancelled.status?.state).toBe(TaskState.TASK_STATE_CANCELED);
    await readAll(responses);
    const kept = await client.getTask({ tenant: '', id });
    expect(kept.status?.state).toBe(TaskState.TASK_STATE_CANCELED);
    // Asking again is no error.
    const again = await client.cancelTask({
      tenant: '',
      id,
      metadata: undefined,
    });
    expect(again.status?.state).toBe(TaskState.TASK_STATE_CANCELED);
  });
});
