import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainDownload, run } from '../lib/processes.mjs';
import { Problem, logsDir, toolsDir } from '../lib/project.mjs';
import { unlessStamped } from '../lib/stamps.mjs';

// `go install` refuses a module with replacements, so a module of our own builds it, with those of Prometheus itself.
const goMod = `module promtool

go 1.24

require github.com/prometheus/prometheus v0.305.0

replace github.com/fsnotify/fsnotify v1.8.0 => github.com/fsnotify/fsnotify v1.7.0

exclude (
	github.com/linode/linodego v1.0.0
	github.com/grpc-ecosystem/grpc-gateway v1.14.7
	google.golang.org/api v0.30.0
)
`;

/** Whether Go is on this machine, which builds promtool. */
export function hasGo() {
  return spawnSync('go', ['version']).status === 0;
}

/** Builds promtool of Prometheus 3.5 once, in about three minutes, and returns its path. */
export async function ensurePromtool() {
  const dir = join(toolsDir, 'promtool');
  const binary = join(dir, 'promtool');
  await unlessStamped(join(dir, '.zerotouch'), goMod, async () => {
    if (!hasGo()) {
      throw new Problem(
        'There is no Go to build promtool with.',
        'Install Go 1.24 or newer and run the command again.',
      );
    }
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'go.mod'), goMod);
    await run(
      'go',
      ['build', '-o', binary, 'github.com/prometheus/prometheus/cmd/promtool'],
      {
        cwd: dir,
        env: { ...process.env, GOFLAGS: '-mod=mod -buildvcs=false' },
        logFile: join(logsDir, 'promtool.log'),
        explain: (tail, logFile) =>
          explainDownload(tail, logFile) ??
          new Problem(
            'promtool could not be built.',
            `See the end of ${logFile}, then run the command again.`,
          ),
      },
    );
  });
  return binary;
}
