import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LocalForge, seedRepository } from '../../plugins/gitops-node/src';

const PROCESSES = 4;
const EACH = 25;

interface Outcome {
  requestId: string;
  millis: number;
  number?: number;
  error?: string;
}

/** Starts one process; answers when it is ready, with the way to let it begin. */
async function startWorker(directory: string, name: string) {
  const child = spawn(
    process.execPath,
    [
      ...process.execArgv,
      join(__dirname, 'forgeWorker.ts'),
      directory,
      name,
      String(EACH),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();
  const next = async () => String((await lines.next()).value);
  if ((await next()) !== 'ready') throw new Error(`${name} did not start`);
  return async (): Promise<Outcome[]> => {
    child.stdin.write('go\n');
    return JSON.parse(await next());
  };
}

/** Prints one JSON line: how 100 proposals end that 4 processes open at once on one data directory. */
async function measure() {
  const root = mkdtempSync(join(tmpdir(), 'zerotouch-bench-forge-'));
  const directory = join(root, 'platform.git');
  try {
    const forge = await LocalForge.create({ directory });
    const files = Array.from({ length: 500 }, (_, index) => ({
      path: `tenants/acme/cache-${index}/xdragonfly.yaml`,
      content: Buffer.from(`kind: XDragonfly\nname: cache-${index}\n`),
      executable: false,
    }));
    await seedRepository({ forge, files });
    const begin = await Promise.all(
      Array.from({ length: PROCESSES }, (_, index) =>
        startWorker(directory, `load-${index}`),
      ),
    );
    const outcomes = (await Promise.all(begin.map(run => run()))).flat();
    const { items } = await forge.listProposals({ limit: 200 });
    const titles = items.map(({ title }) => title);
    const opened = outcomes.filter(({ number }) => number !== undefined);
    const lost = opened.filter(
      ({ requestId, number }) =>
        !items.some(
          item => item.title === `Add ${requestId}` && item.number === number,
        ),
    );
    const millis = outcomes
      .map(outcome => outcome.millis)
      .sort((a, b) => a - b);
    const at = (share: number) =>
      Math.round(millis[Math.ceil(share * millis.length) - 1] ?? Infinity);
    return {
      asked: outcomes.length,
      opened: opened.length,
      errors: outcomes.flatMap(({ error }) => error ?? []),
      lost: lost.length,
      doubled: titles.length - new Set(titles).size,
      p50Ms: at(0.5),
      p95Ms: at(0.95),
      maxMs: at(1),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

measure().then(
  result => process.stdout.write(`${JSON.stringify(result)}\n`),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
