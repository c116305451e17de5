import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock } from './lock.mjs';
import { checkDisk } from './prerequisites.mjs';
import { Problem, projectDir, toolsDir } from './project.mjs';
import {
  end,
  explainFullDisk,
  isEnding,
  readTail,
  start,
} from './processes.mjs';

const readyTimeoutMs = 120_000;

/** Refuses a port that something listens on, with a way out. */
export async function checkPort(port) {
  const code = await new Promise(resolve => {
    const server = createServer();
    server.once('error', error => resolve(error.code));
    server.listen(port, '127.0.0.1', () =>
      server.close(() => resolve(undefined)),
    );
  });
  if (code === 'EADDRINUSE') {
    throw new Problem(
      `Port ${port} is in use.`,
      `Stop what listens there, or choose another port: PORT=${
        port + 10
      } npm start`,
    );
  }
  if (code) {
    throw new Problem(
      `Port ${port} cannot be opened (${code}).`,
      'Choose a port above 1023, for example PORT=7017 npm start.',
    );
  }
}

/**
 * Starts the backend, which serves the interface too, and waits until it is ready.
 *
 * @returns `{ url, child, logFile }`; the child ends with this process, however that ends.
 */
export async function startPortal({
  node,
  env,
  port,
  dataDir,
  extraConfig = [],
  onLine = () => {},
}) {
  checkDisk(dataDir, 0.3);
  const lockFile = join(dataDir, 'portal.lock');
  const holder = tryLock(lockFile, `port ${port}`);
  if (holder) {
    throw new Problem(
      `The data directory ${dataDir} is used by another portal (process ${holder.pid}, ${holder.note}).`,
      'Stop that one, or give this one a directory of its own: ZT_DATA_DIR=.data-2 PORT=7017 npm start',
    );
  }
  await checkPort(port);
  mkdirSync(join(dataDir, 'db'), { recursive: true });
  const logFile = join(dataDir, 'portal.log');
  const log = createWriteStream(logFile);
  const configFiles = [
    'app-config.yaml',
    'app-config.embedded.yaml',
    ...extraConfig,
  ];
  const child = start(
    node,
    [
      '--require',
      join(projectDir, 'scripts/lib/exitWithParent.cjs'),
      '--require',
      join(projectDir, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(projectDir, 'packages/backend/src/index.ts'),
      ...configFiles.flatMap(file => ['--config', join(projectDir, file)]),
    ],
    {
      cwd: join(projectDir, 'packages/backend'),
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...env,
        NODE_ENV: 'production',
        NODE_COMPILE_CACHE: join(toolsDir, 'compile-cache'),
        PORT: String(port),
        ZT_DATA_DIR: dataDir,
        ZT_SEED_DIR: projectDir,
      },
    },
  );
  child.once('exit', () => rmSync(lockFile, { force: true }));
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      log.write(`${line}\n`);
      onLine(line);
    });
  }
  const url = `http://localhost:${port}`;
  try {
    await waitUntilReady(child, port, logFile);
  } catch (error) {
    await end(child);
    throw error;
  }
  return { url, child, logFile };
}

async function waitUntilReady(child, port, logFile) {
  const deadline = Date.now() + readyTimeoutMs;
  while (Date.now() < deadline) {
    if (isEnding()) return;
    if (child.exitCode !== null || child.signalCode !== null) {
      await sleep(300);
      const tail = readTail(logFile);
      throw (
        explainFullDisk(tail, logFile) ??
        new Problem(
          `The portal ended while it was starting (${
            child.signalCode ?? `exit code ${child.exitCode}`
          }).`,
          `The end of ${logFile}:\n${tail}`,
        )
      );
    }
    if (await answersReady(port)) return;
    await sleep(100);
  }
  throw new Problem(
    `The portal was not ready after ${readyTimeoutMs / 1000} seconds.`,
    `The end of ${logFile}:\n${readTail(logFile, 10)}`,
  );
}

async function answersReady(port) {
  try {
    const response = await fetch(
      `http://127.0.0.1:${port}/.backstage/health/v1/readiness`,
      { signal: AbortSignal.timeout(2000) },
    );
    return response.ok;
  } catch (error) {
    return false;
  }
}
