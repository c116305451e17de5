import { LegoContext, objectMeta } from '../compose/LegoContext';
import { isReady } from '../compose/isReady';
import { isObject, stringAt, valueAt } from '../document/plain';
import { KubernetesObject } from '../types';
import { XPostgresSpec } from './XPostgresSpec';
import { archiveOf, toServerName } from './archive';
import { BACKUP_PLUGIN } from './cluster';

/**
 * The first base backup of an archive that an upgrade or a rebuilt cluster began.
 *
 * @remarks
 * A ScheduledBackup takes one at once only when it is created. After an upgrade it exists already, and until its next run the new archive
 * would hold a log without a base, from which nothing can be restored. The store tells: it knows an older archive of this claim, and no
 * recoverable moment in the present one. The backup must wait until the new version runs, or it would be one of the old version. Once made
 * it stays until the next archive begins; removing a Backup object deletes no backup.
 */
export function archiveBackup(
  context: LegoContext<XPostgresSpec>,
  main: string,
): KubernetesObject | undefined {
  const { observed, spec, name: claim } = context;
  const { version, incarnation } = spec;
  const archive = toServerName({ claim, version, incarnation });
  const name = `${main}-${version}-${incarnation}`;
  const made = observed['archive-backup']?.metadata.name === name;
  return made || isBackupDue(context, archive)
    ? {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Backup',
        metadata: objectMeta(context, name),
        spec: {
          cluster: { name: main },
          method: 'plugin',
          pluginConfiguration: { name: BACKUP_PLUGIN },
        },
      }
    : undefined;
}

function isBackupDue(
  { observed, spec }: LegoContext<XPostgresSpec>,
  archive: string,
): boolean {
  const { cluster } = observed;
  const windows = valueAt(
    observed['object-store']?.status,
    'serverRecoveryWindow',
  );
  const running = valueAt(cluster?.status, 'pgDataImageInfo', 'majorVersion');
  return (
    isObject(windows) &&
    Object.keys(windows).some(other => other !== archive) &&
    stringAt(windows, archive, 'firstRecoverabilityPoint') === undefined &&
    archiveOf(cluster) === archive &&
    running === spec.version &&
    isReady(cluster)
  );
}
