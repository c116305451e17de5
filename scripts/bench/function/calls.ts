import { ChildProcess, fork } from 'node:child_process';
import { on } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSdk } from '../../../packages/composition-function/src';
import {
  TestAuthority,
  writeCertificates,
} from '../../../packages/composition-function/src/__testUtils__/certificates';
import {
  TestClient,
  createCredentials,
} from '../../../packages/composition-function/src/__testUtils__/clients';
import { readPlatform } from '../../../packages/composition-function/src/__testUtils__/platform';
import {
  createRequest,
  toObserved,
} from '../../../packages/composition-function/src/__testUtils__/requests';

const CONCURRENT = 50;
const WARM_UP_CALLS = 2_000;
const CALLS = 20_000;

const { environment, examples } = readPlatform();

/** Prints one JSON line: times of the function over gRPC with mutual TLS, every example in turn, and its memory. */
async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'zerotouch-function-'));
  const authority = await TestAuthority.create();
  writeCertificates(
    folder,
    authority.certificate,
    await authority.issue('server'),
  );
  const server = fork(join(__dirname, 'server.ts'), [folder], {
    execArgv: [...process.execArgv, '--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const { port } = await receive(server, 'port');
    const sdk = await loadSdk();
    const client = TestClient.create({
      sdk,
      port,
      credentials: createCredentials(
        authority.certificate,
        await authority.issue('client'),
      ),
    });
    const requests = await Promise.all(
      examples.map(async ({ claim }) => {
        const first = await client.run(
          createRequest({ sdk, claim, environment }),
        );
        const observed = toObserved(first);
        const request = createRequest({ sdk, claim, environment, observed });
        const bytes = Buffer.from(
          sdk.RunFunctionRequest.encode(request).finish(),
        );
        const response = await client.run(request);
        if (Object.keys(response.desired?.resources ?? {}).length === 0) {
          throw new Error(`Refused: ${response.results[0]?.message}`);
        }
        // Crossplane packs and unpacks in another process, so that the time of it is not the function's.
        return { bytes, answered: (await client.exchange(bytes)).length };
      }),
    );
    const call = async (index: number) => {
      const startedAt = performance.now();
      const { bytes, answered } = requests[index % requests.length];
      const { length } = await client.exchange(bytes);
      if (length !== answered) {
        throw new Error(`A call got ${length} bytes, not ${answered}.`);
      }
      return performance.now() - startedAt;
    };
    await repeat(WARM_UP_CALLS, call);
    const before = await readMemory(server);
    const startedAt = performance.now();
    const millis = await repeat(CALLS, call);
    const seconds = (performance.now() - startedAt) / 1000;
    const after = await readMemory(server);
    client.close();
    process.stdout.write(
      `${JSON.stringify({
        calls: CALLS,
        callsPerSecond: Math.round(CALLS / seconds),
        cpuMicrosPerCall: Math.round(
          (after.cpuMicros - before.cpuMicros) / CALLS,
        ),
        p50Ms: percentile(millis, 0.5),
        p99Ms: percentile(millis, 0.99),
        before,
        after,
      })}\n`,
    );
  } finally {
    server.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Keeps a fixed number of calls running until all are done. */
async function repeat(
  count: number,
  call: (index: number) => Promise<number>,
): Promise<number[]> {
  const results: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: CONCURRENT }, async () => {
      while (next < count) {
        next += 1;
        results.push(await call(next));
      }
    }),
  );
  return results;
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const index = Math.ceil(share * sorted.length) - 1;
  return Number(sorted[index].toFixed(3));
}

function readMemory(
  server: ChildProcess,
): Promise<{ heapUsed: number; rss: number; cpuMicros: number }> {
  const answer = receive(server, 'rss');
  server.send('memory');
  return answer;
}

/** The next message with a field; the transform of the sources sends messages of its own. */
async function receive(server: ChildProcess, field: string): Promise<any> {
  for await (const [message] of on(server, 'message')) {
    if (field in message) return message;
  }
  throw new Error('The function ended.');
}

main();
