import { isSchedule } from '../compose/schedule';
import { ClaimError } from './ClaimError';

/** Why an environment does not allow a claim; found by validation and enforced by composition. */
export interface Refusal {
  /** Id of the engine rule. */
  rule: string;
  /** JSON pointer into the claim. */
  path: string;
  message: string;
}

/**
 * Stops a composition at the first refusal.
 *
 * @throws {@link ClaimError} if there is one.
 */
export function throwFirst(refusals: Refusal[]) {
  const [first] = refusals;
  if (first) {
    throw new ClaimError(first.path, first.message);
  }
}

/** A schedule that the operators could not read would silently never run. */
export function scheduleRefusals(
  path: string,
  schedule: string | undefined,
): Refusal[] {
  return schedule === undefined || isSchedule(schedule)
    ? []
    : [
        {
          rule: 'schedule',
          path,
          message: `"${schedule}" is not a schedule: give minute, hour, day, month and weekday as numbers, Sunday as 0, such as "30 2 * * *".`,
        },
      ];
}
