// Runs real NATS servers with the configuration, streams and consumers that the platform composes, and tells what happens.
// It wants the preparation of `npm start`; `npm test` runs it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem, logsDir } from './lib/project.mjs';
import { endChildrenOnSignals } from './lib/processes.mjs';
import { main } from './lib/steps.mjs';
import { makePasswords } from './nats/chart.mjs';
import { readPlatform } from './nats/claims.mjs';
import { NatsCluster } from './nats/NatsCluster.mjs';
import {
  ensureNatsServer,
  natsVersion,
  whereFrom,
} from './nats/natsServer.mjs';
import { say } from './nats/expect.mjs';
import { tellStory } from './nats/story.mjs';

await main(async () => {
  endChildrenOnSignals();
  mkdirSync(logsDir, { recursive: true });
  const { values, credentials, composed } = readPlatform();
  const program = await ensureNatsServer();
  if (!program) {
    throw new Problem('There is no NATS server to try.', whereFrom);
  }
  say(`NATS ${natsVersion()} as the platform deploys it; ${program}`);
  const dir = mkdtempSync(join(tmpdir(), 'zt-nats-'));
  const logFile = join(logsDir, 'nats-servers.log');
  rmSync(logFile, { force: true });
  const { passwords, variables } = makePasswords(credentials);
  const cluster = await NatsCluster.create({
    program,
    values,
    variables,
    dir,
    logFile,
  });
  try {
    await tellStory({ cluster, passwords, values, composed });
  } finally {
    await cluster.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
