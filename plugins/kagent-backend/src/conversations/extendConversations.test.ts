import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ScriptedRuntime,
  TestClock,
  createReplica,
  databaseId,
  founder,
  migrations,
} from '../__testUtils__/createConversations';

const databases = TestDatabases.create({ ids: [databaseId] });
const time = '2026-11-20T08:00:00.000Z';
const started = { agent: 'scripted', createdAt: time };

/** Events as the release before this one wrote them. */
const events = [
  { type: 'message-start', messageId: 'q1', role: 'user', text: 'Scale IT' },
  { type: 'message-start', messageId: 'a1', role: 'assistant' },
  { type: 'text-delta', messageId: 'a1', delta: 'Wal' },
  { type: 'text-delta', messageId: 'a1', delta: 'rus' },
  {
    type: 'tool-input-available',
    messageId: 'a1',
    toolCallId: 'c1',
    toolName: 'scale',
    input: { replicas: 3 },
  },
  {
    type: 'approval-request',
    messageId: 'a1',
    approvalId: 't1',
    toolCallIds: ['c1'],
    digest: 'd'.repeat(64),
  },
  { type: 'message-end', messageId: 'a1', finishReason: 'approval' },
];

it('finds and lists what conversations of before hold', async () => {
  const knex = await databases.init(databaseId);
  await knex.migrate.up({
    directory: migrations,
    name: '20261123_create_conversations.js',
  });
  for (const id of ['waiting', 'decided']) {
    await knex('conversations').insert({
      id,
      owner: 'user:default/founder',
      agent: 'scripted',
      title: 'SCALING',
      created_at: time,
      updated_at: time,
    });
    const response = {
      type: 'approval-response',
      messageId: 'a1',
      approvalId: 't1',
      approved: true,
    };
    const all = id === 'decided' ? [...events, response] : events;
    await knex('events').insert(
      all.map((event, index) => ({
        conversation_id: id,
        seq: index + 1,
        event: JSON.stringify({ ...started, ...event, seq: index + 1 }),
      })),
    );
  }
  await knex.migrate.latest({ directory: migrations });
  const portal = createReplica({
    knex,
    clock: new TestClock(),
    runtime: new ScriptedRuntime(),
  });
  const find = async (q: string) => {
    const { items } = await portal.conversations.list(founder, {
      scope: 'own',
      q,
      limit: 9,
    });
    return items.map(({ id, snippet }) => [id, snippet]);
  };
  expect(await find('walrus')).toEqual([
    ['waiting', 'Walrus'],
    ['decided', 'Walrus'],
  ]);
  expect(await find('scaling it')).toHaveLength(2);
  expect(await portal.conversations.listWaiting(founder)).toEqual([
    {
      conversationId: 'waiting',
      title: 'SCALING',
      agent: 'scripted',
      approvalId: 't1',
      digest: 'd'.repeat(64),
      requestedAt: time,
      calls: [{ toolCallId: 'c1', toolName: 'scale', input: { replicas: 3 } }],
    },
  ]);
  await portal.stop();
});
