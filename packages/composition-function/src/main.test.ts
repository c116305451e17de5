/**
 * The process as Crossplane starts it.
 */
import { ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TestAuthority, writeCertificates } from './__testUtils__/certificates';
import { TestClient, createCredentials } from './__testUtils__/clients';
import { readPlatform, repositoryRoot } from './__testUtils__/platform';
import { createRequest } from './__testUtils__/requests';
import { sdk } from './__testUtils__/sdk';

jest.setTimeout(60_000);

const children: ChildProcess[] = [];
let folder: string;
let authority: TestAuthority;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'function-'));
  authority = await TestAuthority.create();
  writeCertificates(
    folder,
    authority.certificate,
    await authority.issue('server'),
  );
});

afterEach(() => children.splice(0).forEach(child => child.kill('SIGKILL')));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Entry = Record<string, unknown>;

function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      join(
        repositoryRoot,
        'node_modules/@backstage/cli/config/nodeTransform.cjs',
      ),
      join(__dirname, 'main.ts'),
      ...args,
    ],
    {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  children.push(child);
  const entries: Entry[] = [];
  const waiting: (() => void)[] = [];
  createInterface({ input: child.stdout }).on('line', line => {
    entries.push(line.startsWith('{') ? JSON.parse(line) : { text: line });
    waiting.splice(0).forEach(wake => wake());
  });
  let complaints = '';
  child.stderr.on('data', chunk => {
    complaints += chunk;
  });
  const ended = new Promise<number | null>(resolve =>
    child.on('close', code => {
      waiting.splice(0).forEach(wake => wake());
      resolve(code);
    }),
  );
  const entry = async (message: string): Promise<Entry> => {
    for (;;) {
      const found = entries.find(one => one.message === message);
      if (found) {
        return found;
      }
      if (child.exitCode !== null) {
        throw new Error(`It ended without "${message}": ${complaints}`);
      }
      await new Promise<void>(resolve => waiting.push(resolve));
    }
  };
  return { child, entries, ended, entry, complaints: () => complaints };
}

it('answers over mutual TLS, logs JSON, and ends at SIGTERM', async () => {
  const { child, entries, ended, entry } = start(
    ['--address', '127.0.0.1:0', '--debug'],
    { TLS_SERVER_CERTS_DIR: folder },
  );
  const { port } = await entry('listening');
  const client = TestClient.create({
    sdk,
    port: Number(port),
    credentials: createCredentials(
      authority.certificate,
      await authority.issue('client'),
    ),
  });
  const { environment, examples } = readPlatform();
  const [{ claim }] = examples;
  const response = await client.run(createRequest({ sdk, claim, environment }));
  expect(Object.keys(response.desired?.resources ?? {})).not.toHaveLength(0);
  await client.run(sdk.RunFunctionRequest.fromJSON({}));
  child.kill('SIGTERM');
  await expect(ended).resolves.toBe(0);
  client.close();
  expect(entries).toMatchObject([
    { level: 'info', message: 'listening', time: expect.stringMatching(/Z$/) },
    {
      level: 'debug',
      message: 'claim composed',
      kind: claim.kind,
      name: claim.metadata.name,
      ready: false,
    },
    {
      level: 'warn',
      message: 'claim refused',
      reason: expect.stringContaining('no composite resource'),
    },
    { level: 'info', message: 'stopping', signal: 'SIGTERM' },
    { level: 'info', message: 'stopped', finished: true },
  ]);
});

it('answers anybody with --insecure, and says so', async () => {
  const { ended, entry, child } = start([
    '--insecure',
    '--address',
    '127.0.0.1:0',
  ]);
  await entry('anybody who reaches the port may call: no TLS');
  await entry('listening');
  child.kill('SIGINT');
  await expect(ended).resolves.toBe(0);
});

it('ends with a sentence when the certificates are missing', async () => {
  const { ended, entries } = start(['--tls-server-certs-dir', '/nowhere']);
  await expect(ended).resolves.toBe(1);
  expect(entries).toMatchObject([
    {
      level: 'fatal',
      message: expect.stringContaining('Cannot use "/nowhere/ca.crt"'),
    },
  ]);
});

it('ends with a sentence when the address is taken', async () => {
  const taken = createServer();
  await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve));
  const bound = taken.address();
  const port = typeof bound === 'object' ? bound?.port : undefined;
  const { ended, entries } = start([
    '--insecure',
    '--address',
    `127.0.0.1:${port}`,
  ]);
  await expect(ended).resolves.toBe(1);
  await new Promise(resolve => taken.close(resolve));
  expect(entries).toContainEqual(
    expect.objectContaining({
      level: 'fatal',
      message: expect.stringContaining(`Cannot listen on "127.0.0.1:${port}"`),
    }),
  );
});

it('ends with code 2 when it is called wrongly', async () => {
  const { ended, complaints } = start(['--adress', 'x']);
  await expect(ended).resolves.toBe(2);
  expect(complaints()).toContain("Unknown option '--adress'");
});

it('explains itself', async () => {
  const { ended, entries } = start(['--help']);
  await expect(ended).resolves.toBe(0);
  expect(entries[0]).toMatchObject({
    text: 'Usage: function-zerotouch [options]',
  });
});
