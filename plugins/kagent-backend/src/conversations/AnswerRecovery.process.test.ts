import createKnex, { Knex } from 'knex';
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ResumableRuntime } from '../__testUtils__/ResumableRuntime';
import {
  LEASE_MS,
  TestClock,
  createReplica,
  migrations,
} from '../__testUtils__/createConversations';
import { toCurrent } from './toCurrent';

let dir: string;
let knex: Knex;
let child: ChildProcess;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zerotouch-recovery-'));
  knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename: join(dir, 'kagent.sqlite') },
    useNullAsDefault: true,
  });
  await knex.migrate.latest({ directory: migrations });
});
afterEach(async () => {
  child.kill('SIGKILL');
  await knex.destroy();
  await rm(dir, { recursive: true });
});

/** Starts another process over the same database; resolves with its conversation once its agent talks. */
async function startTalking(): Promise<string> {
  child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, '../__testUtils__/talkingReplica.ts'),
      join(dir, 'kagent.sqlite'),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (!child.stdout) throw new Error('The process has no output');
  const [id] = await once(createInterface(child.stdout), 'line');
  return String(id);
}

it.each([
  ['SIGKILL', LEASE_MS],
  ['SIGTERM', 0],
] as const)(
  'an answer whose process got %s in mid-stream goes on in another one',
  async (signal, lostMs) => {
    const id = await startTalking();
    child.kill(signal);
    await once(child, 'exit');
    const clock = new TestClock();
    clock.advance(Date.now() + lostMs - clock.now().getTime());
    const runtime = new ResumableRuntime();
    const portal = createReplica({ knex, clock, runtime, prefix: 'parent' });
    const before = await portal.store.listEvents({ id });
    expect(before.some(({ type }) => type === 'text-delta')).toBe(true);
    expect(before.some(({ type }) => type === 'message-end')).toBe(false);

    runtime.emit(
      { type: 'text-delta', delta: 'The whole answer.' },
      { type: 'message-end', finishReason: 'stop' },
    );
    await portal.recovery.sweep();
    await portal.runner.idle();
    expect(runtime.resumed).toMatchObject([
      { taskId: 'task-1', userEntityRef: 'user:default/founder' },
    ]);
    const events = await portal.store.listEvents({ id });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(toCurrent(events).slice(2)).toMatchObject([
      { type: 'text-delta', delta: 'The whole answer.' },
      { type: 'message-end', finishReason: 'stop' },
    ]);
  },
  60_000,
);
