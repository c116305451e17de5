// `npm run bench [-- --compare START_SCRIPT]`: the figures of the portal, the command line and the composition function against
// their limits; with `--platform` those of the last two alone. START_SCRIPT starts another
// Backstage app on port 7007 (the default app of the same release), to compare readiness and memory in the same run.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measurePlatform } from './bench/platform.mjs';
import { startPortal } from './lib/portal.mjs';
import { prepare } from './lib/prepare.mjs';
import { projectDir, readPort } from './lib/project.mjs';
import {
  end,
  endChildrenOnSignals,
  exitCode,
  start,
} from './lib/processes.mjs';
import { main, step } from './lib/steps.mjs';

await main(async () => {
  endChildrenOnSignals();
  const { values } = parseArgs({
    options: {
      compare: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      merges: { type: 'string', default: '50' },
      platform: { type: 'boolean', default: false },
    },
  });
  const { node, env } = await prepare(
    values.platform ? { frontend: false, docs: false } : {},
  );
  // The database's library was built for the Node of the portal.
  if (realpathSync(node) !== realpathSync(process.execPath)) {
    const again = start(node, process.argv.slice(1), { stdio: 'inherit', env });
    process.exitCode = await exitCode(again);
    return;
  }
  const rows = await step('Platform', async () =>
    platformRows(measurePlatform({ node, env, claims: 1_000 })),
  );
  await step('Composition function', async () => {
    const output = runTypeScript(node, env, 'function/calls.ts');
    rows.push(...functionRows(JSON.parse(output)));
  });
  if (!values.platform) {
    rows.push(...(await portalRows({ node, env, values })));
  }
  console.log('');
  for (const [name, value, limit] of rows) {
    const verdict =
      limit === undefined
        ? ''
        : value <= limit
        ? `at most ${limit}  ok`
        : `at most ${limit}  OVER`;
    console.log(`${name.padEnd(48)} ${String(value).padStart(9)}  ${verdict}`);
  }
  if (rows.some(([, value, limit]) => limit !== undefined && !(value <= limit)))
    process.exitCode = 1;
});

/** Figures of the command line over a generated repository. */
function platformRows({ claims, objects, validate, render, composeMicros }) {
  return [
    [
      `validate and render ${claims} claims, ${objects} objects (s)`,
      Number(((validate.millis + render.millis) / 1000).toFixed(1)),
      20,
    ],
    [
      'of that, processor time (s)',
      Number(((validate.cpuMillis + render.cpuMillis) / 1000).toFixed(1)),
      undefined,
    ],
    [
      'most resident MB of the two',
      Math.round(Math.max(validate.bytes, render.bytes) / 1e6),
      600,
    ],
    ...Object.entries(composeMicros)
      .sort()
      .map(([kind, micros]) => [
        `compose() of ${kind}, median (µs)`,
        micros,
        2_000,
      ]),
  ];
}

/**
 * Figures of the composition function over gRPC with mutual TLS.
 *
 * The times are those of the quietest round, since whatever else the machine does is in them. The ratio to a server that only gives back
 * its bytes is measured in the same rounds and hardly depends on the machine.
 */
function functionRows({ calls, rounds, before, after }) {
  const megabytes = bytes => Number((bytes / 1e6).toFixed(1));
  const [quietest] = [...rounds].sort(
    (left, right) => left.called.p99Ms - right.called.p99Ms,
  );
  const [echoed] = [...rounds].sort(
    (left, right) => left.echo.p99Ms - right.echo.p99Ms,
  );
  const cpuMicros = median(rounds.map(round => round.cpuMicros));
  const echoMicros = median(rounds.map(round => round.echoCpuMicros));
  return [
    ['function, 50 calls at once, p99 (ms)', quietest.called.p99Ms, 25],
    ['function, 50 calls at once, median (ms)', quietest.called.p50Ms],
    ['load of the machine meanwhile', quietest.load],
    ['echo, 50 calls at once, p99 (ms)', echoed.echo.p99Ms],
    ['function, processor time a call (µs)', cpuMicros],
    ['echo, processor time a call (µs)', echoMicros],
    [
      'function to echo, processor time (ratio)',
      Number((cpuMicros / echoMicros).toFixed(2)),
      3,
    ],
    [
      `function, heap MB grown in ${calls} calls`,
      megabytes(after.heapUsed - before.heapUsed),
      5,
    ],
    ['function, resident MB before', megabytes(before.rss)],
    ['function, resident MB after', megabytes(after.rss), 300],
  ];
}

/** Figures of the portal: what it serves, how fast a merge shows, how it starts, and its catalog at size. */
async function portalRows({ node, env, values }) {
  // Imported late: they need the installed packages.
  const { measureMerges } = await import('./bench/merges.mjs');
  const { measureVisit } = await import('./bench/visit.mjs');
  const { measureKnowledgeMerges } = await import(
    './bench/knowledgeMerges.mjs'
  );
  const { measurePages } = await import('./bench/pages.mjs');
  const { measureLongConversation } = await import(
    './bench/longConversation.mjs'
  );
  const { measureStreams } = await import('./bench/chat.mjs');
  const { measureOtherStart, measurePortalStart } = await import(
    './bench/starts.mjs'
  );
  const port = readPort({ PORT: process.env.PORT ?? '7097' });
  const dataDir = mkdtempSync(join(tmpdir(), 'zerotouch-bench-'));
  const rows = [];
  try {
    await step('Visit and merges', async () => {
      const { url, child } = await startPortal({ node, env, port, dataDir });
      try {
        const visit = await measureVisit(url, {
          path: '/catalog',
          readySelector: 'table',
        });
        rows.push(
          ['script bytes, first catalog visit', visit.scriptBytes, 950_000],
          ['requests, first catalog visit', visit.requests, 80],
        );
        const merges = await measureMerges(url, {
          count: Number(values.merges),
          tenant: 'acme',
        });
        rows.push([
          `merge to visible, p95 of ${merges.merges} (ms)`,
          merges.p95Ms,
          1500,
        ]);
        const found = await measureKnowledgeMerges(url, { count: 10 });
        rows.push([
          'merge to search of the docs, p95 of 10 (ms)',
          found.p95Ms,
          2_000,
        ]);
        rows.push(...chatPageRows(await measurePages(url)));
        const long = await measureLongConversation(url, {
          dataDir,
          messages: 5_000,
        });
        rows.push(
          ['open a conversation of 5,000 messages (ms)', long.openMs, 1_000],
          ['open it again, best (ms)', long.againMs],
          [
            'frame while scrolling in it, mean (ms)',
            Number((1_000 / long.framesPerSecond).toFixed(1)),
            20,
          ],
          ['frame while scrolling in it, p95 (ms)', long.frameP95Ms],
        );
      } finally {
        await end(child);
      }
    });
    await step('Streams', async () => {
      rows.push(
        ...streamRows(await measureStreams({ node, env, port, dataDir })),
      );
    });
    await step('Starts', async () => {
      const ours = [];
      const others = [];
      for (let round = 0; round < Number(values.rounds); round += 1) {
        const idleMs = round === 0 ? 30_000 : 1_000;
        ours.push(
          await measurePortalStart({ node, env, port, dataDir, idleMs }),
        );
        if (values.compare)
          others.push(
            await measureOtherStart({ script: values.compare, idleMs }),
          );
      }
      rows.push(
        [
          'resident MB after 30 s idle',
          Math.round(ours[0].residentBytes / 1e6),
          480,
        ],
        [
          'ready (ms, median)',
          Math.round(median(ours.map(one => one.readyMs))),
          undefined,
        ],
      );
      if (values.compare) {
        const ratio = median(
          ours.map((one, index) => one.readyMs / others[index].readyMs),
        );
        rows.push(
          ['ready, ratio to the other app', Number(ratio.toFixed(2)), 1.3],
          [
            'resident MB of the other app',
            Math.round(others[0].residentBytes / 1e6),
            undefined,
          ],
        );
      }
    });
    await step('Proposals', async () => {
      const load = JSON.parse(runTypeScript(node, env, 'forge.ts'));
      rows.push(
        [`${load.asked} proposals by 4 processes, p95 (ms)`, load.p95Ms, 3_000],
        ['of these, neither opened nor refused', load.lost, 0],
        ['of these, opened twice', load.doubled, 0],
        ['of these, failed', load.errors.length, 0],
      );
    });
    await step('Entities', async () => {
      const output = runTypeScript(node, env, 'entities.ts');
      const sizes = JSON.parse(output);
      for (const size of sizes)
        rows.push([
          `toEntities of ${size.claims} claims (ms)`,
          size.millis,
          size.claims === 10_000 ? 5_000 : undefined,
        ]);
      rows.push([
        'time a claim, 10,000 to 1,000 claims (ratio)',
        Number((sizes[2].microsPerClaim / sizes[0].microsPerClaim).toFixed(2)),
        1.5,
      ]);
    });
    await step('Knowledge', async () => {
      const found = JSON.parse(runTypeScript(node, env, 'knowledge.ts'));
      rows.push(
        [
          `recall@3 of ${found.questions} questions, share missed`,
          Number((1 - found.recallAt3).toFixed(3)),
          0.1,
        ],
        [
          'MRR of the questions, below 1 by',
          Number((1 - found.mrr).toFixed(3)),
          0.2,
        ],
        ['search of the docs, p95 (ms)', Number(found.p95Ms.toFixed(2)), 20],
      );
    });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  return rows;
}

/** Figures of what the chat adds to the bytes of a visit. */
function chatPageRows({ shellBytes, chatBytes, strayFiles }) {
  return [
    ['bytes of the shell', shellBytes],
    ['bytes that the chat page adds to it', chatBytes, 250_000],
    ['files with code of the chat on the catalog', strayFiles.length, 0],
  ];
}

/** Figures of tokens on their way through the portal, beside those of a plain A2A client in the same run. */
function streamRows({ streams, single, loaded, ...found }) {
  const overhead = loaded.portal.p95Ms - loaded.direct.p95Ms;
  const crowd = `${streams} streams`;
  return [
    ['token, added by the portal, p95 (ms)', single.overhead.p95Ms, 10],
    ['token, added by the portal, median (ms)', single.overhead.p50Ms],
    ['token, plain A2A client, p95 (ms)', single.direct.p95Ms],
    [`${crowd}, not whole`, found.cut, 0],
    [
      `${crowd}, added by the portal, p95 (ms)`,
      Number(overhead.toFixed(2)),
      50,
    ],
    [`${crowd}, median through the portal (ms)`, loaded.portal.p50Ms],
    [`${crowd}, plain A2A clients alone, p95 (ms)`, loaded.bare.p95Ms],
    [
      `${crowd}, extra MB of the portal`,
      Math.round(found.extraBytes / 1e6),
      250,
    ],
    [
      `${crowd}, portal's processor time a token (µs)`,
      found.portalMicrosPerToken,
    ],
    [
      `${crowd}, agent's and clients' of the bare path (µs)`,
      found.bareMicrosPerToken,
    ],
    [
      `${crowd}, processor time to that (ratio)`,
      Number(
        (found.portalMicrosPerToken / found.bareMicrosPerToken).toFixed(2),
      ),
    ],
    ['load of the machine meanwhile', found.load],
  ];
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Runs a benchmark written in TypeScript and returns what it prints. */
function runTypeScript(node, env, name) {
  const transform = join(
    projectDir,
    'node_modules/@backstage/cli/config/nodeTransform.cjs',
  );
  return execFileSync(
    node,
    ['--require', transform, join(projectDir, 'scripts/bench', name)],
    { env: { ...env, NODE_ENV: 'production' }, encoding: 'utf8' },
  );
}
