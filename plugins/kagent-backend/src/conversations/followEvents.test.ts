import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { Wakeups } from './Wakeups';
import { FollowEventsOptions, followEvents } from './followEvents';

let wakeups: Wakeups;
let stored: ChatEvent[];
let running: boolean;
let reads: number;
let abort: AbortController;

beforeEach(() => {
  wakeups = Wakeups.create();
  stored = [];
  running = true;
  reads = 0;
  abort = new AbortController();
});

function follow(options?: Partial<FollowEventsOptions>) {
  const listEvents = async (after: number) => {
    reads += 1;
    return stored.filter(({ seq }) => seq > after);
  };
  return followEvents({
    conversationId: 'c',
    after: 0,
    listEvents,
    isRunning: async () => running,
    wakeups,
    pollMs: 60_000,
    signal: abort.signal,
    ...options,
  });
}

const text = (seq: number): ChatEvent => ({
  type: 'text-delta',
  messageId: 'm',
  seq,
  delta: `${seq}`,
});
const end = (seq: number): ChatEvent => ({
  type: 'message-end',
  messageId: 'm',
  seq,
  finishReason: 'stop',
});

/** As the writer does: first the store, then the followers. */
function write(...events: ChatEvent[]) {
  stored.push(...events);
  wakeups.wake('c', events);
}

async function seqOf(next: Promise<IteratorResult<ChatEvent>>) {
  const { value, done } = await next;
  return done ? 'end' : value.seq;
}

it('gives what this process writes without reading it again', async () => {
  write(text(1));
  const events = follow();
  expect(await seqOf(events.next())).toBe(1);
  const next = events.next();
  write(text(2), text(3));
  expect(await seqOf(next)).toBe(2);
  expect(await seqOf(events.next())).toBe(3);
  const last = events.next();
  write(text(4));
  expect(await seqOf(last)).toBe(4);
  expect(reads).toBe(1);
});

it('reads what is missing between, and gives nothing twice', async () => {
  const events = follow();
  const first = events.next();
  write(text(1));
  expect(await seqOf(first)).toBe(1);
  const next = events.next();
  stored.push(text(2));
  write(text(3));
  expect(await seqOf(next)).toBe(2);
  expect(await seqOf(events.next())).toBe(3);
  wakeups.wake('c', [text(2), text(3)]);
  const last = events.next();
  write(text(4));
  expect(await seqOf(last)).toBe(4);
});

it('finds by itself what another process writes', async () => {
  const events = follow({ pollMs: 5 });
  const first = events.next();
  stored.push(text(1));
  expect(await seqOf(first)).toBe(1);
});

it('ends when nothing runs any more, after what was said last', async () => {
  const events = follow();
  const first = events.next();
  running = false;
  write(text(1), end(2));
  expect(await seqOf(first)).toBe(1);
  expect(await seqOf(events.next())).toBe(2);
  expect(await seqOf(events.next())).toBe('end');
});

it('goes on with the next answer unless it was asked for one', async () => {
  const events = follow();
  const single = follow({ until: 'm' });
  for (const seq of ['first', 'second']) {
    const [a, b] = [events.next(), single.next()];
    write(seq === 'first' ? text(1) : end(2));
    expect(await seqOf(a)).toBe(await seqOf(b));
  }
  expect(await seqOf(single.next())).toBe('end');
  const next = events.next();
  write(text(3));
  expect(await seqOf(next)).toBe(3);
});

it('leaves a reader who is slow to the store', async () => {
  const events = follow();
  const first = events.next();
  write(text(1));
  expect(await seqOf(first)).toBe(1);
  for (let seq = 2; seq <= 3_000; seq += 1) write(text(seq));
  for (let seq = 2; seq <= 3_000; seq += 1) {
    expect(await seqOf(events.next())).toBe(seq);
  }
  expect(reads).toBe(2);
});

it('ends when the reader goes, and when the process stops', async () => {
  const gone = follow();
  const next = gone.next();
  abort.abort();
  expect(await seqOf(next)).toBe('end');
  const other = follow({ signal: new AbortController().signal });
  const last = other.next();
  wakeups.close();
  expect(await seqOf(last)).toBe('end');
});
