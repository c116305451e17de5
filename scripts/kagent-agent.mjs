// Runs the runtime of the portal against real agents of kagent, with a model that plays a script and a real tool server.
// It wants the preparation of `npm start`; `npm test` runs it. Arguments go to jest.
import { mkdirSync } from 'node:fs';
import { installAgent } from './kagent/installAgent.mjs';
import { testBackend } from './kagent/testBackend.mjs';
import { logsDir } from './lib/project.mjs';
import { endChildrenOnSignals } from './lib/processes.mjs';
import { main } from './lib/steps.mjs';

await main(async () => {
  endChildrenOnSignals();
  mkdirSync(logsDir, { recursive: true });
  const { python, dir } = await installAgent();
  await testBackend({
    args: ['--runInBand', '--testPathPatterns', 'realAgent.test.ts$'],
    env: { KAGENT_AGENT_PYTHON: python, KAGENT_AGENT_PATH: dir },
  });
});
