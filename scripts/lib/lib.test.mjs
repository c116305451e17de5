import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { tryLock } from './lock.mjs';
import { startPortal } from './portal.mjs';
import { explainDownload, explainFullDisk } from './processes.mjs';
import { readDataDir, readPort } from './project.mjs';
import { hashFiles, unlessStamped } from './stamps.mjs';
import { listWorkspaces, workspaceClosure } from './workspaces.mjs';

const dir = mkdtempSync(join(tmpdir(), 'zerotouch-scripts-'));
after(() => rmSync(dir, { recursive: true, force: true }));

test('the port is 7007 unless PORT names another', () => {
  assert.equal(readPort({}), 7007);
  assert.equal(readPort({ PORT: '8123' }), 8123);
  for (const PORT of ['', '0', '65536', '80.5', 'abc']) {
    assert.throws(() => readPort({ PORT }), /no port number/);
  }
});

test('the data directory is absolute', () => {
  assert.match(readDataDir({}), /^\/.*\.data$/);
  assert.equal(readDataDir({ ZT_DATA_DIR: '/var/zt' }), '/var/zt');
});

test('the data directory is for its owner alone', async () => {
  const dataDir = join(dir, 'new/data');
  const port = await findFreePort();
  await assert.rejects(
    startPortal({ node: '/bin/false', env: {}, port, dataDir }),
    /ended while it was starting/,
  );
  const modes = [dirname(dataDir), dataDir].map(
    path => statSync(path).mode & 0o777,
  );
  assert.deepEqual(modes, [0o700, 0o700]);
});

test('a hash follows names, contents and absences, and passes over build results', () => {
  const root = join(dir, 'hash');
  mkdirSync(join(root, 'a/dist'), { recursive: true });
  writeFileSync(join(root, 'a/one.txt'), '1');
  const first = hashFiles(root, ['a', 'missing']);
  writeFileSync(join(root, 'a/dist/out.js'), 'x');
  assert.equal(hashFiles(root, ['a', 'missing']), first);
  writeFileSync(join(root, 'a/one.txt'), '2');
  const second = hashFiles(root, ['a', 'missing']);
  assert.notEqual(second, first);
  writeFileSync(join(root, 'missing'), '');
  assert.notEqual(hashFiles(root, ['a', 'missing']), second);
});

test('stamped work runs once, and again after it failed', async () => {
  const stamp = join(dir, 'work/.stamp');
  let runs = 0;
  const work = async () => {
    runs += 1;
    if (runs === 2) throw new Error('broken');
  };
  assert.equal(await unlessStamped(stamp, 'a', work), true);
  assert.equal(await unlessStamped(stamp, 'a', work), false);
  await assert.rejects(unlessStamped(stamp, 'b', work), /broken/);
  assert.equal(await unlessStamped(stamp, 'b', work), true);
  assert.equal(runs, 3);
});

test('a lock of a living process holds, one of a dead process does not', () => {
  const file = join(dir, 'locks/portal.lock');
  mkdirSync(join(dir, 'locks'));
  writeFileSync(file, JSON.stringify({ pid: process.pid, note: 'port 1' }));
  assert.deepEqual(tryLock(file), { pid: process.pid, note: 'port 1' });
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, note: '' }));
  assert.equal(tryLock(file, 'port 2'), undefined);
  assert.equal(JSON.parse(readFileSync(file, 'utf8')).note, 'port 2');
  writeFileSync(file, '{"pid":');
  assert.equal(tryLock(file), undefined);
});

test('common failures are told by one sentence', () => {
  assert.match(
    explainFullDisk('Error: ENOSPC: no space left', 'x.log').message,
    /disk is full/,
  );
  assert.match(
    explainDownload('getaddrinfo ENOTFOUND example.invalid', 'x.log').message,
    /download failed/,
  );
  assert.equal(explainFullDisk('TypeError: x', 'x.log'), undefined);
  assert.equal(explainDownload('TypeError: x', 'x.log'), undefined);
});

test('the frontend is built again for its own packages only', () => {
  const closure = workspaceClosure('app');
  assert.ok(closure.includes('plugins/kagent-common'));
  assert.ok(!closure.some(folder => folder.includes('backend')));
  assert.ok(listWorkspaces().length > closure.length);
});

async function findFreePort() {
  const server = createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}
