// Runs the runtime of the portal against real agents of kagent, with a model that plays a script and a real tool server.
// It wants the preparation of `npm start`; `npm test` runs it. Arguments go to jest.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installAgent } from './kagent/installAgent.mjs';
import { logsDir, projectDir } from './lib/project.mjs';
import { endChildrenOnSignals, exitCode, start } from './lib/processes.mjs';
import { main } from './lib/steps.mjs';

await main(async () => {
  endChildrenOnSignals();
  mkdirSync(logsDir, { recursive: true });
  const { python, dir } = await installAgent();
  const child = start(
    process.execPath,
    [
      join(projectDir, 'node_modules/@backstage/cli/bin/backstage-cli'),
      ...['package', 'test', '--watchAll=false', '--coverage=false'],
      ...['--runInBand', '--testPathPatterns', 'realAgent.test.ts$'],
      ...process.argv.slice(2),
    ],
    {
      cwd: join(projectDir, 'plugins/kagent-backend'),
      stdio: 'inherit',
      env: {
        ...process.env,
        CI: '1',
        FORCE_COLOR: '0',
        KAGENT_AGENT_PYTHON: python,
        KAGENT_AGENT_PATH: dir,
      },
    },
  );
  process.exitCode = await exitCode(child);
});
