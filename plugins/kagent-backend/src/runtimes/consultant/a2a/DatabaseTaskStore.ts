import type {
  ListTasksRequest,
  ListTasksResponse,
  Task as A2aTask,
} from '@a2a-js/sdk';
import { Task, TaskState } from '@a2a-js/sdk';
import { ServerCallContext, TaskStore } from '@a2a-js/sdk/server';
import { RequestMalformedError } from '@a2a-js/sdk/errors';
import { Knex } from 'knex';
import { toStatus } from '../../a2aMessages';
import { A2aPerson } from './A2aPerson';
import { parsePageToken, toPageToken } from './pageToken';

interface TaskRow {
  owner: string;
  id: string;
  context_id: string;
  state: number;
  status_at: string;
  updated_at: string;
  task: string;
}

const running = [TaskState.TASK_STATE_SUBMITTED, TaskState.TASK_STATE_WORKING];
const DEFAULT_PAGE = 50;

/**
 * Keeps the tasks of A2A clients in the database, each for its owner alone, so that any replica gives them again and a restart
 * loses none.
 *
 * @remarks
 * A person's oldest tasks make room for new ones, and what is older than the limit goes. A task that says it runs, but was not
 * written for longer than an answer may take, belonged to a process that is gone: it is given as failed.
 */
export class DatabaseTaskStore implements TaskStore {
  readonly #options: DatabaseTaskStoreOptions;

  private constructor(options: DatabaseTaskStoreOptions) {
    this.#options = options;
  }

  static create(options: DatabaseTaskStoreOptions): DatabaseTaskStore {
    return new DatabaseTaskStore(options);
  }

  async save(task: A2aTask, context: ServerCallContext): Promise<void> {
    const owner = toOwner(context);
    const updated = this.#options.now().toISOString();
    const row: TaskRow = {
      owner,
      id: task.id,
      context_id: task.contextId,
      state: task.status?.state ?? TaskState.TASK_STATE_UNSPECIFIED,
      status_at: task.status?.timestamp ?? updated,
      updated_at: updated,
      task: JSON.stringify(Task.toJSON(task)),
    };
    const { knex } = this.#options;
    const known = await knex<TaskRow>('consultant_tasks')
      .where({ owner, id: task.id })
      .update(row);
    if (known > 0) return;
    await knex<TaskRow>('consultant_tasks')
      .insert(row)
      .onConflict(['owner', 'id'])
      .merge();
    await this.#makeRoom(owner);
  }

  async load(
    taskId: string,
    context: ServerCallContext,
  ): Promise<A2aTask | undefined> {
    const owner = toOwner(context);
    await this.#endStale(owner);
    const row = await this.#options
      .knex<TaskRow>('consultant_tasks')
      .where({ owner, id: taskId })
      .first();
    return row && toTask(row);
  }

  async list(
    params: ListTasksRequest,
    context: ServerCallContext,
  ): Promise<ListTasksResponse> {
    const owner = toOwner(context);
    await this.#endStale(owner);
    const pageSize = params.pageSize ?? DEFAULT_PAGE;
    const query = this.#options
      .knex<TaskRow>('consultant_tasks')
      .where({ owner });
    if (params.contextId) query.andWhere('context_id', params.contextId);
    if (params.status) query.andWhere('state', params.status);
    if (params.statusTimestampAfter) {
      const after = new Date(params.statusTimestampAfter).toISOString();
      query.andWhere('status_at', '>', after);
    }
    const counted = await query.clone().count({ total: '*' });
    if (params.pageToken) {
      const cursor = parsePageToken(params.pageToken);
      if (!cursor) {
        throw new RequestMalformedError(
          'The pageToken is not one of this list; start again without one.',
        );
      }
      query.andWhere(where =>
        where
          .where('status_at', '<', cursor.statusAt)
          .orWhere(same =>
            same
              .where('status_at', cursor.statusAt)
              .andWhere('id', '<', cursor.id),
          ),
      );
    }
    const rows = await query
      .orderBy([
        { column: 'status_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(pageSize + 1);
    const page = rows.slice(0, pageSize);
    const last = page.at(-1);
    return {
      tasks: page.map(row => {
        const task = toTask(row);
        return params.includeArtifacts ? task : { ...task, artifacts: [] };
      }),
      nextPageToken:
        rows.length > pageSize && last
          ? toPageToken({ statusAt: last.status_at, id: last.id })
          : '',
      pageSize,
      totalSize: Number(counted[0]?.total ?? 0),
    };
  }

  async #makeRoom(owner: string): Promise<void> {
    const { knex, maxAgeMs, maxTasks, now } = this.#options;
    const oldest = new Date(now().getTime() - maxAgeMs).toISOString();
    await knex<TaskRow>('consultant_tasks')
      .where('updated_at', '<', oldest)
      .delete();
    const beyond = await knex<TaskRow>('consultant_tasks')
      .where({ owner })
      .orderBy([
        { column: 'updated_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .offset(maxTasks)
      .limit(1_000)
      .select('id');
    if (beyond.length === 0) return;
    await knex<TaskRow>('consultant_tasks')
      .where({ owner })
      .whereIn(
        'id',
        beyond.map(({ id }) => id),
      )
      .delete();
  }

  async #endStale(owner: string): Promise<void> {
    const { knex, now, staleMs } = this.#options;
    const limit = new Date(now().getTime() - staleMs).toISOString();
    const stale = await knex<TaskRow>('consultant_tasks')
      .where({ owner })
      .whereIn('state', running)
      .andWhere('updated_at', '<', limit);
    for (const row of stale) {
      const task = toTask(row);
      const state = TaskState.TASK_STATE_FAILED;
      task.status = toStatus({
        state,
        now: now(),
        text: {
          value:
            'The answer was interrupted, because the portal stopped; ask again.',
          messageId: `${row.id}-interrupted`,
          taskId: row.id,
          contextId: row.context_id,
        },
      });
      await knex<TaskRow>('consultant_tasks')
        .where({ owner, id: row.id, updated_at: row.updated_at })
        .update({
          state,
          status_at: task.status.timestamp ?? row.status_at,
          task: JSON.stringify(Task.toJSON(task)),
        });
    }
  }
}

function toTask(row: TaskRow): A2aTask {
  return Task.fromJSON(JSON.parse(row.task));
}

function toOwner(context: ServerCallContext): string {
  return A2aPerson.of(context).userName;
}

/** Options of {@link DatabaseTaskStore.create}. */
export interface DatabaseTaskStoreOptions {
  /** A database with the migrations of this package applied. */
  knex: Knex;
  now: () => Date;
  /** How many tasks one person may have. */
  maxTasks: number;
  /** How long a task is kept, in milliseconds. */
  maxAgeMs: number;
  /** How long a task may run without being written before its process is taken for dead, in milliseconds. */
  staleMs: number;
}
