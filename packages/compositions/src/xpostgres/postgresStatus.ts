import { LegoContext } from '../compose/LegoContext';
import { reasonOf } from '../compose/reasonOf';
import { isObject, stringAt, valueAt } from '../document/plain';
import { Condition } from '../types';
import { XPostgresSpec } from './XPostgresSpec';
import { archiveOf, originOf } from './archive';

/** The recovery window that the store reports for the archive of the existing cluster. */
export function recoveryWindow({
  observed,
}: LegoContext<XPostgresSpec>): unknown {
  const archive = archiveOf(observed.cluster);
  return archive === undefined
    ? undefined
    : valueAt(
        observed['object-store']?.status,
        'serverRecoveryWindow',
        archive,
      );
}

/** What the claim's status says about the database. */
export function postgresStatus(
  context: LegoContext<XPostgresSpec>,
  main: string,
): Record<string, unknown> {
  const { tenant, observed, spec } = context;
  const { cluster } = observed;
  const window = recoveryWindow(context);
  const readers = spec.dataClass === 'durable' ? 'ro' : 'r';
  const status = {
    endpoint: `${main}-rw.${tenant}.svc:5432`,
    readEndpoint: `${main}-${readers}.${tenant}.svc:5432`,
    secretName: `${main}-app`,
    instances: valueAt(cluster?.status, 'readyInstances'),
    primary: stringAt(cluster?.status, 'currentPrimary'),
    lastBackup: stringAt(window, 'lastSuccessfulBackupTime'),
    recoverableFrom: stringAt(window, 'firstRecoverabilityPoint'),
    restoredFrom: originOf(cluster),
  };
  return Object.fromEntries(
    Object.entries(status).filter(([, value]) => value !== undefined),
  );
}

/** Why nothing can be restored from the archive of the existing cluster yet. */
export function archiveReason(context: LegoContext<XPostgresSpec>): string {
  const archiving = failureOf(context, 'ContinuousArchiving');
  const backup = failureOf(context, 'LastBackupSucceeded');
  if (archiving) {
    return `its write-ahead log is not archived: ${archiving}`;
  }
  return backup
    ? `its base backup failed: ${backup}`
    : 'its archive has no base backup yet';
}

/** Says that the log does not reach the archive, which does not stop the database but endangers its promise. */
export function archivingConditions(
  context: LegoContext<XPostgresSpec>,
): Condition[] {
  const message = failureOf(context, 'ContinuousArchiving');
  return message
    ? [
        {
          type: 'Archived',
          status: 'False',
          reason: 'ArchiveFailing',
          message: `The write-ahead log is not archived: ${message}.`,
        },
      ]
    : [];
}

/** What the operator says about a condition of the cluster that is false, in one line. */
function failureOf(
  { observed }: LegoContext<XPostgresSpec>,
  type: string,
): string | undefined {
  const conditions = valueAt(observed.cluster?.status, 'conditions');
  const found = (Array.isArray(conditions) ? conditions : []).find(
    condition =>
      isObject(condition) &&
      condition.type === type &&
      condition.status === 'False',
  );
  return reasonOf({
    apiVersion: '',
    kind: '',
    metadata: { name: '' },
    status: { conditions: found ? [found] : [] },
  });
}
