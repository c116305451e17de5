import type { ListTasksRequest, Task } from '@a2a-js/sdk';
import { TaskState } from '@a2a-js/sdk';
import { toContext } from './ConsultantRuntime';
import { RecentTaskStore } from './RecentTaskStore';
import { toStatus } from '../a2aMessages';

const founder = toContext('user:default/founder');
const other = toContext('user:default/other');

function task(id: string): Task {
  return {
    id,
    contextId: 'c',
    status: toStatus({
      state: TaskState.TASK_STATE_COMPLETED,
      now: new Date(0),
    }),
    artifacts: [],
    history: [],
    metadata: undefined,
  };
}

const all: ListTasksRequest = {
  tenant: '',
  contextId: '',
  status: TaskState.TASK_STATE_UNSPECIFIED,
  pageSize: 50,
  pageToken: '',
  statusTimestampAfter: undefined,
};

describe('RecentTaskStore', () => {
  it('keeps the latest tasks', async () => {
    const store = RecentTaskStore.create({ maxTasks: 2 });
    await store.save(task('1'), founder);
    await store.save(task('2'), founder);
    await store.save(task('1'), founder);
    await store.save(task('3'), founder);
    expect(await store.load('2', founder)).toBeUndefined();
    expect((await store.load('1', founder))?.id).toBe('1');
    expect((await store.list(all, founder)).tasks).toHaveLength(2);
  });

  it('shows a task to its owner only', async () => {
    const store = RecentTaskStore.create({ maxTasks: 9 });
    await store.save(task('1'), founder);
    expect(await store.load('1', other)).toBeUndefined();
    expect((await store.list(all, other)).tasks).toEqual([]);
  });

  it('hands out copies', async () => {
    const store = RecentTaskStore.create({ maxTasks: 9 });
    await store.save(task('1'), founder);
    const copy = await store.load('1', founder);
    copy?.history.push({} as Task['history'][0]);
    expect((await store.load('1', founder))?.history).toEqual([]);
  });
});
