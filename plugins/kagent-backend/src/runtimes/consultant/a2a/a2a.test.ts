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
import {
  TestKagent,
  readAll,
  startKagent,
} from '../../__testUtils__/startKagent';

let kagent: TestKagent;
beforeAll(async () => {
  kagent = await startKagent();
});
afterAll(() => kagent.stop());

/** The SDK's own client; the address in the card is the configured one, so it is led to the test server. */
async function connect(user = 'user:default/founder'): Promise<Client> {
  const fetchImpl: typeof fetch = (input, init) => {
    const path = new URL(String(input)).pathname.replace('/api/kagent', '');
    return kagent.fetch(path, {
      ...init,
      authorization: mockCredentials.user.header(user),
    });
  };
  const factory = new ClientFactory({
    transports: [new JsonRpcTransportFactory({ fetchImpl })],
    cardResolver: new DefaultAgentCardResolver({ fetchImpl }),
  });
  return factory.createFromUrl(
    `${kagent.url}/a2a/consultant/`,
    '.well-known/agent-card.json',
  );
}

function question(text: string) {
  return {
    tenant: '',
    message: {
      messageId: randomUUID(),
      contextId: '',
      taskId: '',
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

function textOf(task: Task): string {
  return task.artifacts
    .flatMap(({ parts }) => parts)
    .map(({ content }) => (content?.$case === 'text' ? content.value : ''))
    .join('');
}

async function askTask(client: Client, text: string): Promise<Task> {
  const result = await client.sendMessage(question(text));
  if (!('status' in result)) throw new Error('expected a task');
  return result;
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

  it('gives a task again, to its owner only, and lists it', async () => {
    const client = await connect();
    const { id } = await askTask(client, 'How do I restore a database?');
    const again = await client.getTask({ tenant: '', id });
    expect(textOf(again)).toContain('Choose the moment');
    const listed = await client.listTasks({
      tenant: '',
      contextId: '',
      status: TaskState.TASK_STATE_UNSPECIFIED,
      pageToken: '',
      statusTimestampAfter: undefined,
    });
    expect(listed.tasks.map(task => task.id)).toContain(id);
    const other = await connect('user:default/other');
    await expect(other.getTask({ tenant: '', id })).rejects.toThrow(
      /not found/i,
    );
  });

  it('refuses to cancel what has ended', async () => {
    const client = await connect();
    const { id } = await askTask(client, 'How do I restore a database?');
    await expect(
      client.cancelTask({ tenant: '', id, metadata: undefined }),
    ).rejects.toThrow(/cancel/i);
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

  it('refuses callers of another protocol version by name', async () => {
    // The library says so on the console as well.
    const said = jest.spyOn(console, 'error').mockImplementation();
    const response = await kagent.fetch('/a2a/consultant', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'A2A-Version': '9.9' },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'GetTask',
        params: { id: 'x' },
      }),
    });
    expect((await response.json()).error.message).toMatch(/version/i);
    expect(said).toHaveBeenCalledTimes(1);
    said.mockRestore();
  });
});
