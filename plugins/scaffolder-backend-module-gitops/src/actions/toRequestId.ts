/**
 * Returns the idempotency key of one step of one task: the same after a recovery, another for every other step.
 *
 * @returns At most 100 letters, digits and hyphens.
 */
export function toRequestId(options: {
  taskId: string;
  stepId: string;
}): string {
  const { taskId, stepId } = options;
  return `${taskId}-${stepId}`
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 100);
}
