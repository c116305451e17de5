import { InputError } from '@backstage/errors';

/** @throws InputError unless `limit` is a whole number from 1 to 20. */
export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > 20) {
    throw new InputError(
      `A search gives 1 to 20 passages, not "${limit}"; ask for a number in that range.`,
    );
  }
}
