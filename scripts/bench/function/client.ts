import { readFileSync } from 'node:fs';
import { ClientHttp2Session, connect } from 'node:http2';
import { join } from 'node:path';
import { TAG } from './tag';

/** In a closed loop: the next call begins when one is answered. */
const CONCURRENT = 50;
/** What Go's gRPC, which Crossplane uses, reaches by measuring the connection. */
const WINDOW_BYTES = 4 * 1024 * 1024;
const PATH = '/apiextensions.fn.proto.v1.FunctionRunnerService/RunFunction';
/** A message begins with one byte for its compression and four for its length. */
const PREFIX_BYTES = 5;

const folder = process.argv[2];
const sessions = new Map<number, ClientHttp2Session>();
const requests = readRequests();
let serial = 0;

/** A request that is packed already, and how long its answer is. */
interface PackedRequest {
  frame: Buffer;
  tagAt: number;
  answered: number;
}

function readRequests(): PackedRequest[] {
  const packed: { request: string; answered: number }[] = JSON.parse(
    readFileSync(join(folder, 'requests.json'), 'utf8'),
  );
  return packed.map(({ request, answered }) => {
    const message = Buffer.from(request, 'base64');
    const prefix = Buffer.alloc(PREFIX_BYTES);
    prefix.writeUInt32BE(message.length, 1);
    const frame = Buffer.concat([prefix, message]);
    return {
      frame,
      tagAt: frame.indexOf(TAG),
      answered: answered + PREFIX_BYTES,
    };
  });
}

function sessionOf(port: number): ClientHttp2Session {
  const known = sessions.get(port);
  if (known) return known;
  const session = connect(`https://localhost:${port}`, {
    lookup: (_name, _options, callback) =>
      callback(null, [{ address: '127.0.0.1', family: 4 }]),
    ca: readFileSync(join(folder, 'ca.crt')),
    cert: readFileSync(join(folder, 'client.crt')),
    key: readFileSync(join(folder, 'client.key')),
    settings: { initialWindowSize: WINDOW_BYTES, enablePush: false },
  });
  session.on('connect', () => session.setLocalWindowSize(WINDOW_BYTES));
  session.on('error', fail);
  sessions.set(port, session);
  return session;
}

/** Sends one request and counts the bytes of the answer; gives its milliseconds. */
function call(port: number, isEcho: boolean): Promise<number> {
  const startedAt = performance.now();
  serial += 1;
  const { frame, tagAt, answered } = requests[serial % requests.length];
  const bytes = Buffer.from(frame);
  bytes.write(String(serial).padStart(TAG.length, '0'), tagAt, 'latin1');
  const stream = sessionOf(port).request({
    ':method': 'POST',
    ':path': PATH,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const expected = isEcho ? frame.length : answered;
  return new Promise((resolve, reject) => {
    let received = 0;
    let status: unknown;
    stream.on('data', chunk => {
      received += chunk.length;
    });
    stream.on('trailers', trailers => {
      status = trailers['grpc-status'];
    });
    stream.on('error', reject);
    stream.on('close', () => {
      if (status === '0' && received === expected) {
        resolve(performance.now() - startedAt);
      } else {
        reject(
          new Error(
            `A call ended with status ${status} and ${received} bytes, not ${expected}.`,
          ),
        );
      }
    });
    stream.end(bytes);
  });
}

async function measure(options: {
  port: number;
  calls: number;
  isEcho: boolean;
}): Promise<number[]> {
  const { port, calls, isEcho } = options;
  const millis: number[] = [];
  let left = calls;
  await Promise.all(
    Array.from({ length: CONCURRENT }, async () => {
      while (left > 0) {
        left -= 1;
        millis.push(await call(port, isEcho));
      }
    }),
  );
  return millis;
}

function percentile(sorted: number[], share: number): number {
  return Number(sorted[Math.ceil(share * sorted.length) - 1].toFixed(3));
}

function fail(error: unknown): void {
  process.stderr.write(`${error}\n`);
  process.exit(1);
}

/** A process of its own: `{ port, calls, isEcho }` makes one round and answers with its times in milliseconds. */
process.on('message', (round: Parameters<typeof measure>[0]) => {
  const startedAt = performance.now();
  measure(round).then(millis => {
    const seconds = (performance.now() - startedAt) / 1000;
    const sorted = millis.sort((left, right) => left - right);
    process.send?.({
      p50Ms: percentile(sorted, 0.5),
      p99Ms: percentile(sorted, 0.99),
      callsPerSecond: Math.round(sorted.length / seconds),
    });
  }, fail);
});
process.on('disconnect', () => process.exit());
