import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Parses what a client sent.
 *
 * @throws InputError that names each field that is wrong, such as `"changes.0.path": expected a path`.
 */
export function parseInput<T extends z.ZodType>(
  schema: T,
  value: unknown,
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map(
    issue => `"${issue.path.join('.') || 'body'}": ${issue.message}`,
  );
  throw new InputError(`The request is not valid: ${problems.join('; ')}`);
}
