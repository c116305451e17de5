import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { venvDir } from '../lib/prepare.mjs';
import { explainDownload, run } from '../lib/processes.mjs';
import { Problem, logsDir, projectDir, toolsDir } from '../lib/project.mjs';
import { hashFiles, unlessStamped } from '../lib/stamps.mjs';

const requirements = 'scripts/requirements-agent.txt';

/** Gets the agent of kagent at the versions of `requirements-agent.txt`, and returns `{ python, dir }`; about 400 MB. */
export async function installAgent() {
  const python = join(venvDir, 'bin/python');
  const dir = join(toolsDir, 'kagent-agent');
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
        logFile: join(logsDir, 'kagent-agent.log'),
        explain: (tail, logFile) =>
          explainDownload(tail, logFile) ??
          new Problem(
            'pip could not install the agent of kagent.',
            `See the end of ${logFile}, then run the command again.`,
          ),
      },
    );
  });
  return { python, dir };
}
