import type { ListTasksRequest, ListTasksResponse, Task } from '@a2a-js/sdk';
import {
  InMemoryTaskStore,
  ServerCallContext,
  TaskStore,
} from '@a2a-js/sdk/server';

/**
 * Keeps the latest tasks of an A2A server in memory, each visible to its owner only.
 *
 * @remarks Tasks serve A2A clients that ask again shortly after; what people said is kept by the conversations. The
 * oldest tasks make room for new ones, so memory is bounded.
 */
export class RecentTaskStore implements TaskStore {
  readonly #maxTasks: number;
  readonly #tasks = new Map<string, { owner: string; task: Task }>();

  private constructor(maxTasks: number) {
    this.#maxTasks = maxTasks;
  }

  static create(options: { maxTasks: number }): RecentTaskStore {
    return new RecentTaskStore(options.maxTasks);
  }

  async save(task: Task, context: ServerCallContext): Promise<void> {
    const owner = toOwner(context);
    const key = `${owner}\n${task.id}`;
    this.#tasks.delete(key);
    this.#tasks.set(key, { owner, task: structuredClone(task) });
    for (const oldest of this.#tasks.keys()) {
      if (this.#tasks.size <= this.#maxTasks) return;
      this.#tasks.delete(oldest);
    }
  }

  async load(
    taskId: string,
    context: ServerCallContext,
  ): Promise<Task | undefined> {
    const found = this.#tasks.get(`${toOwner(context)}\n${taskId}`);
    return found && structuredClone(found.task);
  }

  async list(
    params: ListTasksRequest,
    context: ServerCallContext,
  ): Promise<ListTasksResponse> {
    const owner = toOwner(context);
    const owned = new InMemoryTaskStore();
    for (const entry of this.#tasks.values()) {
      if (entry.owner === owner) await owned.save(entry.task, context);
    }
    return owned.list(params, context);
  }
}

function toOwner(context: ServerCallContext): string {
  return `${context.tenant ?? ''}\n${context.user?.userName ?? ''}`;
}
