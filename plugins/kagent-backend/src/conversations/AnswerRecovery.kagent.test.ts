import { TestDatabases } from '@backstage/backend-test-utils';
import {
  TestClock,
  createDatabase,
  createReplica,
  databaseId,
  founder,
} from '../__testUtils__/createConversations';
import { startRuntime } from '../runtimes/kagent/__testUtils__/startRuntime';
import { toCurrent } from './toCurrent';

const databases = TestDatabases.create({ ids: [databaseId] });
const { signal } = new AbortController();

let controller: Awaited<ReturnType<typeof startRuntime>>;
let clock: TestClock;
let first: ReturnType<typeof createReplica>;
let second: ReturnType<typeof createReplica>;
let id: string;

beforeEach(async () => {
  controller = await startRuntime();
  clock = new TestClock();
  const knex = await createDatabase(databases);
  const { runtime } = controller;
  first = createReplica({ knex, clock, runtime, prefix: 'a' });
  second = createReplica({ knex, clock, runtime, prefix: 'b' });
  const agent = 'cluster:kagent/go-agent';
  ({ id } = await first.conversations.create(founder, { agent }));
  const { events } = await first.conversations.send(founder, {
    id,
    text: 'slow',
    signal,
  });
  for await (const event of events) if (event.type === 'text-delta') break;
});
afterEach(async () => {
  await Promise.all([first.stop(), second.stop()]);
  await controller.kagent.stop();
});

/** What readers see now: text, and all else by its type. */
async function listSeen(): Promise<string[]> {
  const events = toCurrent(await second.store.listEvents({ id }));
  return events
    .slice(2)
    .map(event => (event.type === 'text-delta' ? event.delta : event.type));
}

async function untilSeen(type: string) {
  while (!(await listSeen()).includes(type)) {
    await new Promise(setImmediate);
  }
}

it('a task of kagent goes on when its portal stops, with no word twice', async () => {
  await first.stop();
  expect(controller.kagent.goAgent.cancelled).toEqual([]);
  await second.recovery.sweep();
  while (!(await second.store.listEvents({ id })).some(isRestart)) {
    await new Promise(setImmediate);
  }
  controller.kagent.goAgent.release();
  await untilSeen('message-end');
  expect((await listSeen()).join('')).toMatch(
    /^It begins\. It ends\.(usage)?message-end$/,
  );
  expect(controller.kagent.goAgent.texts).toEqual(['slow']);
});

it('a controller that is away for a while is waited for', async () => {
  await first.stop();
  controller.kagent.failure = {
    status: 503,
    contentType: 'text/plain',
    body: 'no healthy upstream',
  };
  await second.recovery.sweep();
  await second.runner.idle();
  expect(await listSeen()).toEqual(['It begins.', 'status']);
  controller.kagent.failure = undefined;
  clock.advance(2_000);
  await second.recovery.sweep();
  controller.kagent.goAgent.release();
  await untilSeen('message-end');
  expect((await listSeen()).join('')).toContain('It begins. It ends.');
  expect(controller.kagent.goAgent.texts).toEqual(['slow']);
});

it('a person learns that an agent without a stop may go on', async () => {
  controller.kagent.goAgent.cannotCancel = true;
  await first.conversations.cancel(founder, id);
  await untilSeen('message-end');
  expect((await second.store.listEvents({ id })).at(-1)).toMatchObject({
    finishReason: 'cancelled',
    note: expect.stringContaining('it may go on with its work'),
  });
});

function isRestart({ type }: { type: string }): boolean {
  return type === 'message-restart';
}
