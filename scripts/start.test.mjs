import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { projectDir } from './lib/project.mjs';

const dir = mkdtempSync(join(tmpdir(), 'zerotouch-start-'));
after(() => rmSync(dir, { recursive: true, force: true }));

test('a busy port ends the start with the way out', async () => {
  const server = createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const { code, output } = await startWith({ PORT: String(port) });
  server.close();
  assert.equal(code, 1);
  assert.match(
    output,
    new RegExp(`Port ${port} is in use\\.\\n.*PORT=${port + 10} npm start`),
  );
});

test('a machine without git is told so', async () => {
  const { code, output } = await startWith({ PATH: pathWith({}) });
  assert.equal(code, 1);
  assert.match(output, /Git is not installed\.\nInstall git 2\.38/);
});

test('a git that cannot merge without a work tree is refused', async () => {
  const { code, output } = await startWith({
    PATH: pathWith({ git: 'echo git version 2.30.2' }),
  });
  assert.equal(code, 1);
  assert.match(output, /This is git 2\.30/);
});

test('a machine without Python is told what it is for', async () => {
  const { code, output } = await findPython({
    PATH: pathWith({ python3: 'echo 3.9.2' }),
  });
  assert.equal(code, 1);
  assert.match(output, /no Python 3\.11 or newer; the docs are built with it/);
});

test('a PORT that is no number is refused', async () => {
  const { code, output } = await startWith({ PORT: 'seven' });
  assert.equal(code, 1);
  assert.match(output, /PORT is "seven"/);
});

test('a data directory that cannot be made is told with its path', async () => {
  const file = join(dir, 'a-file');
  writeFileSync(file, '');
  const { code, output } = await runNode(
    `import { checkDisk } from ${JSON.stringify(
      join(projectDir, 'scripts/lib/prerequisites.mjs'),
    )};
     import { main } from ${JSON.stringify(
       join(projectDir, 'scripts/lib/steps.mjs'),
     )};
     await main(async () => checkDisk(${JSON.stringify(
       join(file, 'data'),
     )}, 0.3));`,
    {},
  );
  assert.equal(code, 1);
  assert.match(output, /a-file\/data cannot be made \(ENOTDIR\)/);
});

test('a disk with too little space is refused before any work', async () => {
  const { code, output } = await runNode(
    `import { checkDisk } from ${JSON.stringify(
      join(projectDir, 'scripts/lib/prerequisites.mjs'),
    )};
     import { main } from ${JSON.stringify(
       join(projectDir, 'scripts/lib/steps.mjs'),
     )};
     await main(async () => checkDisk(${JSON.stringify(dir)}, 1e9));`,
    {},
  );
  assert.equal(code, 1);
  assert.match(output, /GB left; this step needs 1000000000 GB/);
});

/** A PATH with node and nothing else but the given programs, each a shell line. */
function pathWith(programs) {
  const bin = mkdtempSync(join(dir, 'bin-'));
  mkdirSync(bin, { recursive: true });
  symlinkSync(process.execPath, join(bin, 'node'));
  symlinkSync(
    execFileSync('sh', ['-c', 'command -v sh'], { encoding: 'utf8' }).trim(),
    join(bin, 'sh'),
  );
  for (const [name, line] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!${join(bin, 'sh')}\n${line}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

function startWith(env) {
  return collect([join(projectDir, 'scripts/start.mjs')], {
    PORT: '0',
    ...env,
    ...(env.PORT ? {} : { PORT: '47907' }),
  });
}

function findPython(env) {
  return runNode(
    `import { findPython } from ${JSON.stringify(
      join(projectDir, 'scripts/lib/prerequisites.mjs'),
    )};
     import { main } from ${JSON.stringify(
       join(projectDir, 'scripts/lib/steps.mjs'),
     )};
     await main(async () => findPython());`,
    env,
  );
}

function runNode(source, env) {
  return collect(['--input-type=module', '--eval', source], env);
}

function collect(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      cwd: projectDir,
    });
    let output = '';
    child.stdout.on('data', chunk => (output += chunk));
    child.stderr.on('data', chunk => (output += chunk));
    child.once('error', reject);
    child.once('close', code => resolve({ code, output }));
  });
}
