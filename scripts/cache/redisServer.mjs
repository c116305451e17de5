import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { installWithApt } from '../lib/apt.mjs';

/** How a person gets a server of the Redis protocol. */
export const whereFrom =
  'Install Redis or Valkey (on Debian: apt-get install redis-server), or name the program with ZT_REDIS_SERVER.';

/**
 * Finds a server of the Redis protocol: the one named by `ZT_REDIS_SERVER`, the machine's, else one installed with apt when this user may.
 *
 * @returns the path of the program; undefined when there is none, and `whereFrom` says how to get one.
 */
export async function ensureRedis() {
  const found = findRedis();
  if (found) return found;
  const apt = { name: 'Redis', packages: ['redis-server'], whereFrom };
  return (await installWithApt(apt)) ? findRedis() : undefined;
}

function findRedis() {
  const named = process.env.ZT_REDIS_SERVER;
  const known = ['valkey-server', 'redis-server'].flatMap(program =>
    (process.env.PATH ?? '').split(delimiter).map(dir => join(dir, program)),
  );
  return [...(named ? [named] : []), ...known].find(existsSync);
}

/** The version that the program names. */
export function versionOf(program) {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return (stdout ?? '').trim().split(' sha=')[0];
}

/** Starts a server with a password, on this machine only and without a file; returns `{ port, stop }`. */
export async function startRedis(program, password) {
  const port = await freePort();
  const child = spawn(program, ['-'], { stdio: ['pipe', 'pipe', 'inherit'] });
  // By standard input, so that no list of processes shows the password.
  child.stdin.end(
    `port ${port}\nbind 127.0.0.1\nsave ""\nrequirepass ${password}\n`,
  );
  let log = '';
  for await (const chunk of child.stdout) {
    log += chunk;
    if (log.includes('Ready to accept connections')) break;
  }
  if (child.exitCode !== null) throw new Error(`Redis ended at once.\n${log}`);
  return {
    port,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
