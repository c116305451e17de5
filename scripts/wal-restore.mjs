// Restores a real PostgreSQL from a real archive: names, folders and targets come from `compose()`, the work is done by barman-cloud.
// It wants the preparation of `npm start`; `npm test` runs it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem, logsDir } from './lib/project.mjs';
import { endChildrenOnSignals } from './lib/processes.mjs';
import { main } from './lib/steps.mjs';
import { ObjectStore } from './restore/ObjectStore.mjs';
import { findAccount, findPostgres, own } from './restore/Postgres.mjs';
import { Restorer } from './restore/Restorer.mjs';
import { tellStory } from './restore/story.mjs';
import { installTools, whereFrom } from './restore/tools.mjs';
import { WalGate } from './restore/WalGate.mjs';

await main(async () => {
  let dir;
  // A server whose data is gone ends by itself.
  endChildrenOnSignals(() => {
    if (dir) rmSync(dir, { recursive: true, force: true });
  });
  const bin = findPostgres();
  if (!bin) {
    throw new Problem('There is no PostgreSQL to restore.', whereFrom);
  }
  mkdirSync(logsDir, { recursive: true });
  const account = findAccount();
  dir = mkdtempSync(join(tmpdir(), 'zt-restore-'));
  own(dir, account);
  const store = await ObjectStore.create({
    tools: await installTools(),
    logFile: join(logsDir, 'restore-object-store.log'),
  });
  const gate = await WalGate.create({ store, dir, account });
  const restorer = new Restorer({ bin, dir, account, store, gate });
  try {
    await tellStory({ restorer, store, gate });
  } finally {
    await restorer.close();
    gate.close();
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
