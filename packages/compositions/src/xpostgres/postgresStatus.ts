import { LegoContext } from '../compose/LegoContext';
import { stringAt, valueAt } from '../document/plain';
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
