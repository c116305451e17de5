import { ChildProcess, fork } from 'node:child_process';
import { on } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  loadSdk,
  runFunction,
} from '../../../packages/composition-function/src';
import {
  TestAuthority,
  writeCertificates,
} from '../../../packages/composition-function/src/__testUtils__/certificates';
import { readPlatform } from '../../../packages/composition-function/src/__testUtils__/platform';
import {
  createRequest,
  toObserved,
} from '../../../packages/composition-function/src/__testUtils__/requests';
import { TAG } from './tag';

const WARM_UP_CALLS = 4_000;
const ROUNDS = 5;
const CALLS_PER_ROUND = 4_000;
const ECHOES_PER_ROUND = 2_000;

interface Usage {
  heapUsed: number;
  rss: number;
  cpuMicros: number;
}

interface Times {
  p50Ms: number;
  p99Ms: number;
  callsPerSecond: number;
}

/**
 * Prints one JSON line: times of the function over gRPC with mutual TLS, every example in turn, and its memory.
 *
 * @remarks
 * Function, echo and client are processes of their own. Each round measures both servers, one after the other, so that what else the
 * machine does falls on both.
 */
async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'zerotouch-function-'));
  const children: ChildProcess[] = [];
  const start = (name: string) => {
    const child = fork(join(__dirname, name), [folder], {
      execArgv: [...process.execArgv, '--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.push(child);
    return child;
  };
  try {
    await writeInputs(folder);
    const [server, echo] = [start('server.ts'), start('echo.ts')];
    const [{ port }, { port: echoPort }] = await Promise.all([
      receive(server, 'port'),
      receive(echo, 'port'),
    ]);
    const client = start('client.ts');
    const toFunction = { child: server, client, port, isEcho: false };
    const toEcho = { child: echo, client, port: echoPort, isEcho: true };
    await measure({ ...toEcho, calls: ECHOES_PER_ROUND });
    const { after: before } = await measure({
      ...toFunction,
      calls: WARM_UP_CALLS,
    });
    const rounds = [];
    let after = before;
    for (let round = 0; round < ROUNDS; round += 1) {
      const echoed = await measure({ ...toEcho, calls: ECHOES_PER_ROUND });
      const called = await measure({ ...toFunction, calls: CALLS_PER_ROUND });
      after = called.after;
      rounds.push({
        load: Number(loadavg()[0].toFixed(1)),
        echo: echoed.times,
        called: called.times,
        cpuMicros: called.cpuMicros,
        echoCpuMicros: echoed.cpuMicros,
      });
    }
    process.stdout.write(
      `${JSON.stringify({
        calls: ROUNDS * CALLS_PER_ROUND,
        rounds,
        before,
        after,
      })}\n`,
    );
  } finally {
    children.forEach(child => child.connected && child.disconnect());
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the certificates and the packed requests, with the objects of each claim as they exist. */
async function writeInputs(folder: string): Promise<void> {
  const authority = await TestAuthority.create();
  const server = await authority.issue('server');
  writeCertificates(folder, authority.certificate, server);
  const { certificate, key } = await authority.issue('client');
  writeFileSync(join(folder, 'client.crt'), certificate);
  writeFileSync(join(folder, 'client.key'), key);
  const sdk = await loadSdk();
  const { environment, examples } = readPlatform();
  const requests = examples.map(({ claim }) => {
    const first = runFunction({
      sdk,
      request: createRequest({ sdk, claim, environment }),
    });
    const observed = toObserved(first);
    const request = createRequest({ sdk, claim, environment, observed });
    request.meta = { tag: TAG, capabilities: [] };
    const response = runFunction({ sdk, request });
    if (Object.keys(response.desired?.resources ?? {}).length === 0) {
      throw new Error(`Refused: ${response.results[0]?.message}`);
    }
    return {
      request: Buffer.from(
        sdk.RunFunctionRequest.encode(request).finish(),
      ).toString('base64'),
      answered: sdk.RunFunctionResponse.encode(response).finish().length,
    };
  });
  writeFileSync(join(folder, 'requests.json'), JSON.stringify(requests));
}

/** One round against one server: its times, and the processor time that a call cost that server. */
async function measure(options: {
  child: ChildProcess;
  client: ChildProcess;
  port: number;
  isEcho: boolean;
  calls: number;
}): Promise<{ times: Times; cpuMicros: number; after: Usage }> {
  const { child, client, port, isEcho, calls } = options;
  const before = await ask<Usage>(child, 'usage', 'rss');
  const times = await ask<Times>(client, { port, isEcho, calls }, 'p50Ms');
  const after = await ask<Usage>(child, 'usage', 'rss');
  const cpuMicros = Math.round((after.cpuMicros - before.cpuMicros) / calls);
  return { times, cpuMicros, after };
}

function ask<T>(
  child: ChildProcess,
  message: string | object,
  field: keyof T & string,
): Promise<T> {
  const answer = receive(child, field);
  child.send(message);
  return answer;
}

/** The next message with a field; the transform of the sources sends messages of its own. */
async function receive(child: ChildProcess, field: string): Promise<any> {
  for await (const [message] of on(child, 'message', { close: ['exit'] })) {
    if (field in message) return message;
  }
  throw new Error('A process of the benchmark ended.');
}

main();
