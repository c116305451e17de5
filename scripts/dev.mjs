// `npm run dev`: the interface with hot reload on port 3000, the backend restarting on changes on PORT.
import { join } from 'node:path';
import { prepare } from './lib/prepare.mjs';
import { checkPort } from './lib/portal.mjs';
import { checkDisk } from './lib/prerequisites.mjs';
import { Problem, projectDir, readDataDir, readPort } from './lib/project.mjs';
import {
  endChildrenOnSignals,
  exitCode,
  isEnding,
  start,
} from './lib/processes.mjs';
import { main } from './lib/steps.mjs';

await main(async () => {
  endChildrenOnSignals();
  const port = readPort();
  await checkPort(port);
  await checkPort(3000);
  const { node, env } = await prepare({ frontend: false });
  const dataDir = readDataDir();
  checkDisk(dataDir, 0.3);
  const config = [
    'app-config.yaml',
    'app-config.embedded.yaml',
    'app-config.dev.yaml',
  ];
  const child = start(
    node,
    [
      join(projectDir, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'start',
      ...config.flatMap(file => ['--config', join(projectDir, file)]),
    ],
    {
      cwd: projectDir,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...env,
        PORT: String(port),
        ZT_DATA_DIR: dataDir,
        ZT_SEED_DIR: projectDir,
      },
    },
  );
  const code = await exitCode(child);
  if (!isEnding())
    throw new Problem(
      `The development servers ended (exit code ${code}).`,
      'Their last lines above say why.',
    );
});
