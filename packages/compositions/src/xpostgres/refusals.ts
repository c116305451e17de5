import { Refusal, scheduleRefusals } from '../claim/refusals';
import { longestInterval } from '../compose/schedule';
import { Environment } from '../environment/Environment';
import { XPostgresSpec } from './XPostgresSpec';
import { DEFAULT_RETENTION_DAYS, DEFAULT_SCHEDULE } from './backup';

const DAY_S = 86_400;
/** Days that a backup may be late, and that somebody has to notice. */
const SLACK_DAYS = 4;

/**
 * Days by which the lock on the backup bucket must outlast the retention.
 *
 * @remarks
 * The earliest moment that the retention promises is restored from the base backup before it, which is older by up to a whole pause of the
 * schedule.
 *
 * @param schedule - A cron expression of five fields.
 */
export function lockMarginDays(schedule: string): number {
  return Math.ceil(longestInterval(schedule) / DAY_S) + SLACK_DAYS;
}

/**
 * What an environment does not allow a database, because data could be lost: an ephemeral one in production, a retention beyond the lock, a
 * restore from itself without a lower incarnation.
 */
export function postgresRefusals(options: {
  name: string;
  spec: XPostgresSpec;
  environment?: Environment;
}): Refusal[] {
  const { name, spec, environment } = options;
  const refusals: Refusal[] = [];
  if (spec.dataClass === 'ephemeral' && environment?.env === 'prod') {
    refusals.push({
      rule: 'ephemeral-in-production',
      path: '/spec/dataClass',
      message:
        'spec.dataClass "ephemeral" is not possible in the environment "prod"; use "durable".',
    });
  }
  refusals.push(
    ...scheduleRefusals('/spec/backup/schedule', spec.backup?.schedule),
  );
  const lockDays = environment?.backup.lockDays ?? Infinity;
  const margin = lockMarginDays(spec.backup?.schedule ?? DEFAULT_SCHEDULE);
  const most = lockDays - margin;
  const days = spec.backup?.retentionDays ?? DEFAULT_RETENTION_DAYS;
  if (spec.dataClass === 'durable' && days > most) {
    refusals.push({
      rule: 'retention-within-lock',
      path: '/spec/backup/retentionDays',
      message: `spec.backup.retentionDays must be at most ${most}, not ${days}: the backup bucket is locked for ${lockDays} days, and the lock must outlast the retention by ${margin}: the longest pause between base backups and ${SLACK_DAYS} more.`,
    });
  }
  const from = spec.restore?.from;
  const source = from?.incarnation ?? 1;
  if (from?.claim === name && source >= spec.incarnation) {
    refusals.push({
      rule: 'restore-source',
      path: '/spec/restore/from/incarnation',
      message: `A database restored from itself must name a lower incarnation than its own ${spec.incarnation}, not ${source}.`,
    });
  }
  return refusals;
}
