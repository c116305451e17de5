import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { installWithApt } from '../lib/apt.mjs';
import { venvDir } from '../lib/prepare.mjs';
import { run, explainDownload } from '../lib/processes.mjs';
import { Problem, logsDir, projectDir, toolsDir } from '../lib/project.mjs';
import { hashFiles, unlessStamped } from '../lib/stamps.mjs';
import { findPostgres } from './Postgres.mjs';

const requirements = 'scripts/requirements-restore.txt';

/** Gets barman-cloud and the object store, at the versions of `requirements-restore.txt`, and returns `{ python, dir }`. */
export async function installTools() {
  const python = join(venvDir, 'bin/python');
  const dir = join(toolsDir, 'restore');
  const value = hashFiles(projectDir, [requirements], python);
  await unlessStamped(join(dir, '.zerotouch'), value, async () => {
    rmSync(dir, { recursive: true, force: true });
    await run(
      python,
      [
        ...['-m', 'pip', 'install', '--disable-pip-version-check'],
        ...['--no-input', '--no-deps', '--only-binary', ':all:'],
        ...['--target', dir, '--requirement', join(projectDir, requirements)],
      ],
      {
        cwd: projectDir,
        logFile: join(logsDir, 'restore-tools.log'),
        explain: (tail, logFile) =>
          explainDownload(tail, logFile) ??
          new Problem(
            'pip could not install the tools of the restore test.',
            `See the end of ${logFile}, then run the command again.`,
          ),
      },
    );
  });
  return { python, dir };
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
