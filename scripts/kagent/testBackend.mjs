import { join } from 'node:path';
import { exitCode, start } from '../lib/processes.mjs';
import { projectDir } from '../lib/project.mjs';

/** Runs tests of plugins/kagent-backend with jest's `args` and this process's own; `env` is added to the environment. Sets the exit code. */
export async function testBackend({ args, env }) {
  const child = start(
    process.execPath,
    [
      join(projectDir, 'node_modules/@backstage/cli/bin/backstage-cli'),
      ...['package', 'test', '--watchAll=false', '--coverage=false'],
      ...args,
      ...process.argv.slice(2),
    ],
    {
      cwd: join(projectDir, 'plugins/kagent-backend'),
      stdio: 'inherit',
      env: { ...process.env, CI: '1', FORCE_COLOR: '0', ...env },
    },
  );
  process.exitCode = await exitCode(child);
}
