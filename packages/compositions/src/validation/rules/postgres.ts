import { stringAt, valueAt } from '../../document/plain';
import { withDefaults } from '../../definition/applyDefaults';
import { specSchema } from '../../definition/Definition';
import { findClaims } from '../../tree/claimIndex';
import { Issue, errorIssue } from '../Issue';
import { Rule, RuleContext } from './Rule';

/** Days by which the lock on the backup bucket must outlast the retention: a base interval and a margin. */
export const LOCK_MARGIN_DAYS = 5;

/** Rules of XPostgres that need the environment or other claims. */
export const postgresRules: Rule = context =>
  context.claim.kind === 'XPostgres'
    ? [
        ...ephemeralOutsideProduction(context),
        ...retentionWithinLock(context),
        ...restoreSource(context),
      ]
    : [];

function ephemeralOutsideProduction({
  claim,
  environment,
}: RuleContext): Issue[] {
  return claim.spec.dataClass === 'ephemeral' && environment?.env === 'prod'
    ? [
        errorIssue(
          'ephemeral-in-production',
          '/spec/dataClass',
          'spec.dataClass "ephemeral" is not possible in the environment "prod"; use "durable".',
        ),
      ]
    : [];
}

function retentionWithinLock({ claim, environment }: RuleContext): Issue[] {
  const days = valueAt(claim.spec, 'backup', 'retentionDays');
  const most = (environment?.backup.lockDays ?? Infinity) - LOCK_MARGIN_DAYS;
  return typeof days === 'number' && days > most
    ? [
        errorIssue(
          'retention-within-lock',
          '/spec/backup/retentionDays',
          `spec.backup.retentionDays must be at most ${most}, because the backup bucket is locked for ${
            most + LOCK_MARGIN_DAYS
          } days and the lock must outlast the retention by ${LOCK_MARGIN_DAYS}.`,
        ),
      ]
    : [];
}

function restoreSource(context: RuleContext): Issue[] {
  const { claim, tenant, tree, definition } = context;
  const from = stringAt(claim.spec, 'restore', 'from', 'claim');
  if (from === undefined) {
    return [];
  }
  if (from === claim.metadata.name) {
    const own = Number(claim.spec.incarnation);
    const source = Number(
      valueAt(claim.spec, 'restore', 'from', 'incarnation'),
    );
    return source < own
      ? []
      : [
          errorIssue(
            'restore-source',
            '/spec/restore/from/incarnation',
            `A database restored from itself must name a lower incarnation than its own ${own}, not ${source}.`,
          ),
        ];
  }
  const source = findClaims(tree, { kind: 'XPostgres', tenant, name: from })[0];
  if (!source) {
    return [];
  }
  const sourceSpec = withDefaults(source.claim.spec, specSchema(definition));
  const version = valueAt(sourceSpec, 'version');
  return version === claim.spec.version
    ? []
    : [
        errorIssue(
          'restore-source',
          '/spec/version',
          `spec.version must be ${version}, the version of "${from}" whose archive is restored, not ${claim.spec.version}.`,
        ),
      ];
}
