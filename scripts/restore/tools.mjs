import { installWithApt } from '../lib/apt.mjs';
import { installPythonTools } from '../lib/pythonTools.mjs';
import { findPostgres } from './Postgres.mjs';

/** Gets barman-cloud and the object store, at the versions of `requirements-restore.txt`, and returns `{ python, dir }`. */
export function installTools() {
  return installPythonTools({
    name: 'restore',
    requirements: 'scripts/requirements-restore.txt',
    log: 'restore-tools.log',
    what: 'the tools of the restore test',
  });
}

/**
 * Finds PostgreSQL: the machine's, else one installed with apt when this user may.
 *
 * @returns the folder of its programs; undefined when there is none, and `whereFrom` says how to get one.
 */
export async function ensurePostgres() {
  const found = findPostgres();
  if (found) return found;
  const apt = { name: 'PostgreSQL', packages: ['postgresql'], whereFrom };
  return (await installWithApt(apt)) ? findPostgres() : undefined;
}

/** How a person gets PostgreSQL. */
export const whereFrom =
  'Install PostgreSQL 14 or newer (on Debian: apt-get install postgresql), or name the folder of its programs with ZT_POSTGRES_BIN.';
