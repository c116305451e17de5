import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { venvDir } from './prepare.mjs';
import { explainDownload, run } from './processes.mjs';
import { Problem, logsDir, projectDir, toolsDir } from './project.mjs';
import { hashFiles, unlessStamped } from './stamps.mjs';

/**
 * Gets Python packages at the versions of a requirements file, once a version, and returns `{ python, dir }`.
 *
 * @param options - `name`, the folder they are kept in; `requirements`, a path in the project; `log`, the file below the logs; `what`, for messages.
 */
export async function installPythonTools({ name, requirements, log, what }) {
  const python = join(venvDir, 'bin/python');
  const dir = join(toolsDir, name);
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
        logFile: join(logsDir, log),
        explain: (tail, logFile) =>
          explainDownload(tail, logFile) ??
          new Problem(
            `pip could not install ${what}.`,
            `See the end of ${logFile}, then run the command again.`,
          ),
      },
    );
  });
  return { python, dir };
}
