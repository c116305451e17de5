import type { Task } from '@a2a-js/sdk';
import { Role } from '@a2a-js/sdk';

/** The part of a task that was told before its last answer: all up to what the person said or decided last. */
export function toTaskBefore(task: Task): Pick<Task, 'history' | 'status'> {
  const last = task.history.findLastIndex(
    ({ role }) => role === Role.ROLE_USER,
  );
  return { history: task.history.slice(0, last + 1), status: undefined };
}
