import type { ListTasksRequest, Task } from '@a2a-js/sdk';
import { TaskState } from '@a2a-js/sdk';
import { ServerCallContext } from '@a2a-js/sdk/server';
import { TestDatabases, mockCredentials } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  TestClock,
  createDatabase,
  databaseId,
} from '../../../__testUtils__/createConversations';
import { toArtifact, toStatus, toTextPart } from '../../a2aMessages';
import { A2aPerson } from './A2aPerson';
import { DatabaseTaskStore } from './DatabaseTaskStore';

jest.setTimeout(30_000);
const databases = TestDatabases.create({ ids: [databaseId] });
let knex: Knex;
let clock: TestClock;
beforeEach(async () => {
  knex = await createDatabase(databases);
  clock = new TestClock();
});

const contextOf = (ref: string) =>
  new ServerCallContext({
    user: A2aPerson.create(mockCredentials.user(ref)),
    requestedVersion: '1.0',
  });
const founder = contextOf('user:default/founder');
const other = contextOf('user:default/other');

function createStore() {
  return DatabaseTaskStore.create({
    knex,
    now: clock.now,
    maxTasks: 3,
    maxAgeMs: 60_000,
    staleMs: 10_000,
  });
}

function createTask(id: string, state = TaskState.TASK_STATE_COMPLETED): Task {
  return {
    id,
    contextId: 'context',
    status: toStatus({ state, now: clock.now() }),
    artifacts: [toArtifact('answer', [toTextPart(`answer of ${id}`)])],
    history: [],
    metadata: undefined,
  };
}

const all: ListTasksRequest = {
  tenant: '',
  contextId: '',
  status: TaskState.TASK_STATE_UNSPECIFIED,
  pageToken: '',
  statusTimestampAfter: undefined,
};

describe('DatabaseTaskStore', () => {
  it('gives a task again in another process, as it was', async () => {
    const task = createTask('a');
    await createStore().save(task, founder);
    const kept = await createStore().load('a', founder);
    expect(kept).toMatchObject({
      id: 'a',
      contextId: 'context',
      status: { state: TaskState.TASK_STATE_COMPLETED },
      artifacts: [
        { parts: [{ content: { $case: 'text', value: 'answer of a' } }] },
      ],
    });
  });

  it('keeps tasks of different people apart, though their ids are the same', async () => {
    const store = createStore();
    await store.save(createTask('a'), founder);
    expect(await store.load('a', other)).toBeUndefined();
    await store.save(createTask('a', TaskState.TASK_STATE_FAILED), other);
    expect((await store.load('a', founder))?.status?.state).toBe(
      TaskState.TASK_STATE_COMPLETED,
    );
    expect((await store.list(all, other)).totalSize).toBe(1);
  });

  it('is for people of the portal alone', async () => {
    const nobody = new ServerCallContext({ requestedVersion: '1.0' });
    await expect(createStore().load('a', nobody)).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });

  it('keeps the newest of a person, and none for ever', async () => {
    const store = createStore();
    for (const id of ['a', 'b', 'c', 'd']) {
      await store.save(createTask(id), founder);
      clock.advance(1);
    }
    await store.save(createTask('x'), other);
    const { tasks } = await store.list(all, founder);
    expect(tasks.map(({ id }) => id)).toEqual(['d', 'c', 'b']);
    clock.advance(120_000);
    await store.save(createTask('y'), other);
    expect((await store.list(all, founder)).tasks).toEqual([]);
    expect((await store.list(all, other)).totalSize).toBe(1);
  });

  it('ends a task whose process is gone', async () => {
    const store = createStore();
    await store.save(createTask('a', TaskState.TASK_STATE_WORKING), founder);
    clock.advance(5_000);
    expect((await store.load('a', founder))?.status?.state).toBe(
      TaskState.TASK_STATE_WORKING,
    );
    clock.advance(6_000);
    const ended = await createStore().load('a', founder);
    expect(ended?.status).toMatchObject({
      state: TaskState.TASK_STATE_FAILED,
      message: {
        parts: [{ content: { value: expect.stringContaining('interrupted') } }],
      },
    });
    const listed = await store.list(
      { ...all, status: TaskState.TASK_STATE_FAILED },
      founder,
    );
    expect(listed.totalSize).toBe(1);
  });

  it('lists by page, without losing tasks of the same time', async () => {
    const store = createStore();
    for (const id of ['a', 'b', 'c']) await store.save(createTask(id), founder);
    const seen: string[] = [];
    let pageToken = '';
    do {
      const page = await store.list(
        { ...all, pageSize: 1, pageToken },
        founder,
      );
      expect(page.totalSize).toBe(3);
      seen.push(...page.tasks.map(({ id }) => id));
      pageToken = page.nextPageToken;
    } while (pageToken);
    expect(seen).toEqual(['c', 'b', 'a']);
  });

  it.each(['nonsense', Buffer.from('{"a":1}').toString('base64url')])(
    'refuses the page "%s"',
    async pageToken => {
      await expect(
        createStore().list({ ...all, pageToken }, founder),
      ).rejects.toThrow(/pageToken/);
    },
  );

  it('lists what changed after a time', async () => {
    const store = createStore();
    await store.save(createTask('a'), founder);
    const statusTimestampAfter = clock.now().toISOString();
    clock.advance(1_000);
    await store.save(createTask('b'), founder);
    const { tasks } = await store.list(
      { ...all, statusTimestampAfter },
      founder,
    );
    expect(tasks.map(({ id }) => id)).toEqual(['b']);
  });
});
