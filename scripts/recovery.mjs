// `npm run recovery`: starts 50 template runs at once, kills the portal with SIGKILL when 30 are accepted, starts it
// again, and checks that each run ends within 60 s in exactly one proposal or a clear failure, in a sound repository.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { signIn } from './bench/api.mjs';
import { startPortal } from './lib/portal.mjs';
import { prepare } from './lib/prepare.mjs';
import { Problem, readPort } from './lib/project.mjs';
import { end, endChildrenOnSignals } from './lib/processes.mjs';
import { main, step } from './lib/steps.mjs';

await main(async () => {
  endChildrenOnSignals();
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '50' },
      'kill-at': { type: 'string', default: '30' },
    },
  });
  const killAt = Number(values['kill-at']);
  const { node, env } = await prepare();
  const port = readPort({ PORT: process.env.PORT ?? '7098' });
  const dataDir = mkdtempSync(join(tmpdir(), 'zerotouch-recovery-'));
  const names = Array.from(
    { length: Number(values.runs) },
    (_, index) => `recovery-n${index + 1}`,
  );
  try {
    const first = await startPortal({ node, env, port, dataDir });
    const taskIds = new Map();
    await step(`Kill during ${names.length} runs`, async () => {
      const call = await signIn(first.url);
      await waitFor(
        async () =>
          (await call(
            'GET',
            '/api/catalog/entities/by-name/template/default/xdragonfly',
          )) !== undefined,
        30_000,
      );
      const posts = names.map(async name => {
        const task = await call('POST', '/api/scaffolder/v2/tasks', {
          templateRef: 'template:default/xdragonfly',
          values: { tenant: 'acme', name, spec: { size: 'micro' } },
        });
        taskIds.set(name, task.id);
        if (taskIds.size === killAt) process.kill(-first.child.pid, 'SIGKILL');
      });
      await Promise.allSettled(posts);
      await sleep(500);
      if (taskIds.size < killAt) {
        throw new Problem(
          `Only ${taskIds.size} of ${names.length} runs were accepted.`,
          `The portal's log is ${first.logFile}.`,
        );
      }
      return `${taskIds.size} runs accepted before the end`;
    });
    const second = await startPortal({ node, env, port, dataDir });
    const call = await signIn(second.url);
    const outcome = await step('Recovery', () =>
      settle(call, [...taskIds.keys()], taskIds),
    );
    console.log(outcome);
    const fsck = execFileSync(
      'git',
      ['-C', join(dataDir, 'platform.git'), 'fsck', '--full', '--strict'],
      { encoding: 'utf8' },
    );
    console.log(
      `git fsck: clean${fsck.trim() ? ` (${fsck.trim().split('\n')[0]})` : ''}`,
    );
    await end(second.child);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/** Waits until every accepted run has ended, then holds the runs against the proposals. */
async function settle(call, names, taskIds) {
  const ended = new Map();
  const startedAt = Date.now();
  while (ended.size < names.length) {
    if (Date.now() - startedAt > 60_000) {
      throw new Problem(
        `${names.length - ended.size} of ${
          names.length
        } runs had not ended after 60 s.`,
        'The scaffolder did not recover them.',
      );
    }
    for (const name of names.filter(one => !ended.has(one))) {
      const task = await call(
        'GET',
        `/api/scaffolder/v2/tasks/${taskIds.get(name)}`,
      );
      if (['completed', 'failed', 'cancelled'].includes(task.status))
        ended.set(name, task.status);
    }
    await sleep(250);
  }
  const proposals = (
    await call('GET', '/api/gitops/proposals?state=open&limit=200')
  ).items;
  const count = name =>
    proposals.filter(proposal =>
      new RegExp(`\\b${name}\\b`).test(proposal.title),
    ).length;
  const wrong = names.filter(
    name => count(name) !== (ended.get(name) === 'completed' ? 1 : 0),
  );
  if (wrong.length > 0) {
    throw new Problem(
      `Runs and proposals disagree: ${wrong
        .map(name => `${name} ${ended.get(name)}, ${count(name)} proposals`)
        .join('; ')}`,
      'A run was lost or made twice.',
    );
  }
  const completed = [...ended.values()].filter(
    status => status === 'completed',
  ).length;
  return `${completed} completed with one proposal each, ${
    names.length - completed
  } failed, in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

async function waitFor(condition, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      if (await condition()) return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await sleep(200);
  }
}
