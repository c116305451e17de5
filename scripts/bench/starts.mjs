import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPortal } from '../lib/portal.mjs';
import { end, start } from '../lib/processes.mjs';

/** Starts the portal on a used data directory; returns milliseconds to readiness and resident bytes after `idleMs`. */
export async function measurePortalStart({ node, env, port, dataDir, idleMs }) {
  const startedAt = performance.now();
  const { child } = await startPortal({ node, env, port, dataDir });
  const readyMs = performance.now() - startedAt;
  await sleep(idleMs);
  const residentBytes = readResidentBytes(child.pid);
  await end(child);
  return { readyMs, residentBytes };
}

/** The same for another Backstage app: `script` starts it on port 7007, its databases in files too. */
export async function measureOtherStart({ script, idleMs }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'zerotouch-other-'));
  const database = {
    client: 'better-sqlite3',
    connection: { directory: dataDir },
  };
  const startedAt = performance.now();
  const child = start('bash', [script], {
    stdio: 'ignore',
    env: {
      ...process.env,
      APP_CONFIG_backend_database: JSON.stringify(database),
    },
  });
  try {
    while (!(await isReady('http://127.0.0.1:7007'))) {
      if (performance.now() - startedAt > 120_000)
        throw new Error('The other app was not ready after 120 s');
      await sleep(50);
    }
    const readyMs = performance.now() - startedAt;
    await sleep(idleMs);
    return { readyMs, residentBytes: readResidentBytes(child.pid) };
  } finally {
    await end(child);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/.backstage/health/v1/readiness`)).ok;
  } catch (error) {
    return false;
  }
}

/** Reads VmRSS of a process; Linux only. */
function readResidentBytes(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
