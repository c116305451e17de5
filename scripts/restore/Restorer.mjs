import assert from 'node:assert/strict';
import { Postgres } from './Postgres.mjs';
import { until } from './runProgram.mjs';
import { archivesOf, composeClaim } from './claims.mjs';

/** Builds databases as their claims say: empty ones, and ones from an archive. */
export class Restorer {
  constructor({ bin, dir, account, store, gate }) {
    this.options = { bin, dir, account };
    this.store = store;
    this.gate = gate;
    this.databases = [];
  }

  /** Makes the database of a claim as the operator would, and returns it with its archives. */
  async build(claim) {
    const outcome = composeClaim(claim);
    assert.equal(outcome.result, 'ok', outcome.message);
    const archives = archivesOf(outcome);
    const name = archives.written.serverName;
    const postgres = Postgres.create({ ...this.options, name });
    this.databases.push(postgres);
    const settings = {
      archive_timeout: archives.parameters.archive_timeout,
      max_connections: archives.parameters.max_connections,
      ...this.gate.settingsFor(postgres, archives),
    };
    if (archives.origin) {
      await this.recover(postgres, archives, settings);
    } else {
      await postgres.initialize();
      postgres.configure(settings);
    }
    await postgres.start();
    return { postgres, ...archives, outcome };
  }

  async recover(postgres, { origin, written, target }, settings) {
    const empty = await this.store.checkEmpty(written);
    assert.equal(empty.status, 0, empty.stderr);
    const backup = chooseBackup(await this.store.listBackups(origin), target);
    await this.store.restore(origin, backup.backup_id, postgres.dataDir);
    await postgres.prepareRecovery({
      ...settings,
      ...recoverySettings(target),
      recovery_target_action: 'promote',
    });
  }

  /** Waits until everything written so far is in the archive, as `archive_timeout` would make happen within a minute. */
  async flush({ postgres }) {
    const segment = await postgres.sql(
      'select pg_walfile_name(pg_current_wal_insert_lsn())',
    );
    await postgres.sql('select pg_switch_wal()');
    await until(
      `"${postgres.name}" archived "${segment}"`,
      async () =>
        (await postgres.sql(
          `select count(*) from pg_ls_archive_statusdir() where name = '${segment}.done'`,
        )) === '1',
    );
  }

  /** Ends every server that still runs. */
  async close() {
    for (const postgres of this.databases) await postgres.stop('immediate');
  }
}

/** The base backup that the plugin would take: the last one that ended before the target. */
export function chooseBackup(backups, target = {}) {
  const done = backups.filter(({ status }) => status === 'DONE');
  const fits = ({ end_time_iso: end, end_xlog: lsn, backup_id: id }) =>
    (!target.backupID || id === target.backupID) &&
    (!target.targetTime || Date.parse(end) <= Date.parse(target.targetTime)) &&
    (!target.targetLSN || toNumber(lsn) <= toNumber(target.targetLSN));
  const chosen = done.filter(fits).pop();
  assert.ok(chosen, 'No base backup ended before the target.');
  return chosen;
}

/** As CloudNativePG writes them; PostgreSQL does not know the `Z` of RFC 3339 when it reads its configuration. */
function recoverySettings(target) {
  if (!target) return {};
  const { targetTime, targetLSN, targetImmediate } = target;
  const time = targetTime && new Date(targetTime).toISOString();
  return {
    recovery_target_inclusive: 'true',
    ...(time
      ? { recovery_target_time: time.replace('T', ' ').replace('Z', '+00:00') }
      : {}),
    ...(targetLSN ? { recovery_target_lsn: targetLSN } : {}),
    ...(targetImmediate ? { recovery_target: 'immediate' } : {}),
  };
}

function toNumber(lsn) {
  const [high, low] = lsn.split('/').map(part => BigInt(`0x${part}`));
  return (high << 32n) + low;
}
