import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Parses what a client sent. @throws InputError that names each wrong field. */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
): z.infer<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InputError(
    result.error.issues
      .map(({ path, message }) =>
        path.length > 0 ? `"${path.join('.')}": ${message}` : message,
      )
      .join('; '),
  );
}
