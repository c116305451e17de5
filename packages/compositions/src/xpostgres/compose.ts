import { throwFirst } from '../claim/refusals';
import { prometheusRule } from '../compose/alerts';
import { LegoContext, readSpec } from '../compose/LegoContext';
import { mainObjectName } from '../compose/mainObject';
import { podMonitor } from '../compose/podMonitor';
import { protectUsage } from '../compose/protect';
import { toComposition } from '../compose/toComposition';
import { stringAt } from '../document/plain';
import { Composition, Condition } from '../types';
import { XPostgresSpec } from './XPostgresSpec';
import { archiveOf, checkArchive } from './archive';
import { archiveBackup } from './archiveBackup';
import { backupCredentials, objectStore, scheduledBackup } from './backup';
import { postgresCluster } from './cluster';
import { postgresDatabases } from './databases';
import { postgresAlerts } from './postgresAlerts';
import { postgresNetwork } from './postgresNetwork';
import { postgresRefusals } from './refusals';
import {
  archiveReason,
  archivingConditions,
  postgresStatus,
  recoveryWindow,
} from './postgresStatus';

/**
 * Composes a PostgreSQL cluster with its archive, backups, alerts and walls.
 *
 * @throws {@link ClaimError} if the environment refuses the claim, or if the running cluster would change its archive.
 */
export function composePostgres(
  base: Omit<LegoContext<unknown>, 'spec'>,
): Composition {
  const spec = readSpec<XPostgresSpec>(base.claim, [
    'size',
    'version',
    'storageGB',
    'maxConnections',
    'dataClass',
    'incarnation',
  ]);
  const context = { ...base, spec };
  const { name, observed } = context;
  const { version, incarnation } = spec;
  const durable = spec.dataClass === 'durable';
  const main = mainObjectName('XPostgres', name);
  const credentials = `${main}-backup`;
  throwFirst(postgresRefusals(context));
  if (durable) {
    checkArchive({ claim: name, version, incarnation }, observed.cluster);
  }
  const archives = durable || spec.restore !== undefined;
  return toComposition({
    context,
    resources: {
      cluster: postgresCluster(context, main),
      'network-policy': postgresNetwork(context, main),
      'pod-monitor': podMonitor(context, {
        name: main,
        matchLabels: { 'cnpg.io/cluster': main, 'cnpg.io/podRole': 'instance' },
        port: 'metrics',
      }),
      alerts: prometheusRule(context, main, postgresAlerts(context, main)),
      'backup-credentials': archives
        ? backupCredentials(context, credentials)
        : undefined,
      'object-store': durable
        ? objectStore(context, { name: main, credentials, retention: true })
        : undefined,
      'origin-store': spec.restore
        ? objectStore(context, {
            name: `${main}-origin`,
            credentials,
            retention: false,
          })
        : undefined,
      'scheduled-backup': durable ? scheduledBackup(context, main) : undefined,
      'archive-backup': durable ? archiveBackup(context, main) : undefined,
      protect: protectUsage(context),
      ...postgresDatabases(context, main),
    },
    ready: {
      'object-store':
        stringAt(recoveryWindow(context), 'firstRecoverabilityPoint') !==
        undefined,
    },
    reasons: { 'object-store': archiveReason(context) },
    conditions: [...conditionsOf(context), ...archivingConditions(context)],
    status: postgresStatus(context, main),
    warnings: warningsOf(context),
  });
}

function conditionsOf({
  spec,
  environment,
}: LegoContext<XPostgresSpec>): Condition[] {
  return spec.dataClass === 'durable' && environment.topology === 'single'
    ? [
        {
          type: 'Redundant',
          status: 'False',
          reason: 'SingleNode',
          message:
            'All instances run on one node; losing it stops the database until it is restored.',
        },
      ]
    : [];
}

function warningsOf({
  name,
  spec,
  observed,
}: LegoContext<XPostgresSpec>): string[] {
  const existing = archiveOf(observed.cluster);
  const { version, incarnation } = spec;
  return existing !== undefined &&
    existing !== `${name}-${version}-${incarnation}`
    ? [
        `The upgrade to PostgreSQL ${version} stops the database for some minutes and starts a new archive; older moments are restored from the archive "${existing}".`,
      ]
    : [];
}
