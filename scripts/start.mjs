// `npm start`: gets what is missing, builds once, starts the portal, prints its address.
import { checkPort, startPortal } from './lib/portal.mjs';
import { prepare } from './lib/prepare.mjs';
import { Problem, projectDir, readDataDir, readPort } from './lib/project.mjs';
import { endChildrenOnSignals, exitCode, isEnding } from './lib/processes.mjs';
import { main, step } from './lib/steps.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

await main(async () => {
  endChildrenOnSignals(() => console.log('\nStopping.'));
  const port = readPort();
  const dataDir = readDataDir();
  await checkPort(port);
  const { node, env } = await prepare();
  let portal;
  await step('Portal', async () => {
    portal = await startPortal({
      node,
      env,
      port,
      dataDir,
      extraConfig: existsSync(join(projectDir, 'app-config.local.yaml'))
        ? ['app-config.local.yaml']
        : [],
      onLine: showNotable,
    });
  });
  if (isEnding()) return;
  console.log(
    `\nZeroTouch is ready: ${portal.url}\nData: ${dataDir}   Log: ${portal.logFile}   Stop: Ctrl-C`,
  );
  const code = await exitCode(portal.child);
  if (isEnding()) return;
  throw new Problem(
    `The portal ended by itself (exit code ${code}).`,
    `Its log is ${portal.logFile}; npm start starts it again, nothing is lost.`,
  );
});

/** Shows errors, and the lines that the portal marks for the person in front of it. */
function showNotable(line) {
  const entry = parseLine(line);
  if (entry?.level === 'error') console.error(`! ${entry.message}`);
  else if (entry?.notice) console.log(`  ${entry.message}`);
}

function parseLine(line) {
  try {
    return line.startsWith('{') ? JSON.parse(line) : undefined;
  } catch (error) {
    return undefined;
  }
}
