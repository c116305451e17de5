import { InputError } from '@backstage/errors';

/** Checks the size of a page. @throws InputError outside 1..max */
export function parseLimit(limit: number, max: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > max) {
    throw new InputError(
      `"limit" is ${limit}; give a number from 1 to ${max}.`,
    );
  }
  return limit;
}
