import type { StreamResponse, Task } from '@a2a-js/sdk';
import { TaskState } from '@a2a-js/sdk';
import { mockCredentials } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import { readAll } from '../../../__testUtils__/readAll';
import {
  TestKagent,
  VIEWER,
  startKagent,
} from '../../../__testUtils__/startKagent';
import {
  askTask,
  connect,
  everything,
  question,
  textOf,
} from '../__testUtils__/a2aClient';

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
    const card = await (await connect(kagent)).getAgentCard();
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
    const task = await askTask(await connect(kagent), 'How do I add a cache?');
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
    const client = await connect(kagent);
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
    const client = await connect(kagent, 'user:default/leaver');
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
    const client = await connect(kagent);
    const { id } = await askTask(client, 'How do I restore a database?');
    const again = await client.getTask({ tenant: '', id });
    expect(textOf(again)).toContain('Choose the moment');
    expect(again.history[0].parts[0].content).toMatchObject({
      value: 'How do I restore a database?',
    });
    const short = await client.getTask({ tenant: '', id, historyLength: 0 });
    expect(short.history).toEqual([]);
    const other = await connect(kagent, 'user:default/other');
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
    const client = await connect(kagent, 'user:default/lister');
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
    const other = await connect(kagent, 'user:default/other-lister');
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
    const client = await connect(kagent);
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
    const client = await connect(kagent);
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
    const client = await connect(kagent);
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
