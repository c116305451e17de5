import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, explainDownload } from '../lib/processes.mjs';
import { Problem, logsDir, projectDir, toolsDir } from '../lib/project.mjs';

/** The oldest server that knows several filters of a consumer. */
const OLDEST = [2, 10];
const USUAL_FOLDERS = ['/usr/local/go/bin', '/usr/lib/go/bin'];

const application = 'platform/01-foundation/nats/application.yaml';

/** The version that the platform deploys: that of its chart. */
export function natsVersion() {
  const text = readFileSync(join(projectDir, application), 'utf8');
  const [, version] = /chart: nats\n\s+targetRevision: (\S+)/.exec(text) ?? [];
  if (!version) {
    throw new Problem(
      `"${application}" names no version of the chart nats.`,
      'Give it a targetRevision.',
    );
  }
  return version;
}

/** How a person gets the server. */
export const whereFrom =
  'Install Go, or nats-server 2.10 or newer, or name the program with ZT_NATS_SERVER.';

/**
 * Finds the NATS server: the one named by `ZT_NATS_SERVER`, the one that was built before, the machine's, else one built with Go.
 *
 * @returns the path of the program; undefined when there is none, and {@link whereFrom} says how to get one
 */
export async function ensureNatsServer() {
  const version = natsVersion();
  const folder = join(toolsDir, 'nats-server', version);
  const built = join(folder, 'nats-server');
  const known = [process.env.ZT_NATS_SERVER, built, ...onPath('nats-server')];
  const found = known.find(isNewEnough);
  const go = [
    ...onPath('go'),
    ...USUAL_FOLDERS.map(dir => join(dir, 'go')),
  ].find(existsSync);
  if (found || !go) return found;
  mkdirSync(folder, { recursive: true });
  await run(go, ['install', `github.com/nats-io/nats-server/v2@v${version}`], {
    env: { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' },
    logFile: join(logsDir, 'nats-server-build.log'),
    explain: (tail, logFile) =>
      explainDownload(tail, logFile) ??
      new Problem(
        'Go could not build the NATS server.',
        `${whereFrom} Log: ${logFile}`,
      ),
  });
  return built;
}

function onPath(program) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map(dir => join(dir, program))
    .filter(existsSync);
}

function isNewEnough(program) {
  if (!program || !existsSync(program)) return false;
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const [, major, minor] = /v(\d+)\.(\d+)\./.exec(stdout ?? '') ?? [];
  return (
    Number(major) > OLDEST[0] ||
    (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1])
  );
}
