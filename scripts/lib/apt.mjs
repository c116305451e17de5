import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { explainDownload, run } from './processes.mjs';
import { Problem, logsDir } from './project.mjs';

/**
 * Installs Debian packages when this user may: as root, with apt.
 *
 * @param options.name what a person calls it, `options.packages` what apt does, `options.whereFrom` how a person gets it otherwise
 * @returns whether it was installed; false means that somebody else must.
 */
export async function installWithApt(options) {
  if (process.getuid?.() !== 0) return false;
  if (spawnSync('apt-get', ['--version']).status !== 0) return false;
  const apt = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    logFile: join(logsDir, `${options.packages[0]}.log`),
    explain: (tail, logFile) =>
      explainDownload(tail, logFile) ??
      new Problem(
        `apt-get could not install ${options.name} for the tests.`,
        `${options.whereFrom} Log: ${logFile}`,
      ),
  };
  await run('apt-get', ['update'], apt);
  await run(
    'apt-get',
    ['install', '-y', '--no-install-recommends', ...options.packages],
    apt,
  );
  return true;
}
