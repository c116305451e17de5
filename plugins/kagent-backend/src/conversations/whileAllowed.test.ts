import { whileAllowed } from './whileAllowed';

/** A stream that gives what the test says, until its signal is aborted. */
function createStream() {
  const waiting: ((event: string) => void)[] = [];
  const given: string[] = [];
  return {
    give(event: string) {
      const next = waiting.shift();
      if (next) next(event);
      else given.push(event);
    },
    async *open(signal: AbortSignal) {
      while (!signal.aborted) {
        const next =
          given.shift() ??
          (await new Promise<string | undefined>(resolve => {
            waiting.push(resolve);
            signal.addEventListener('abort', () => resolve(undefined));
          }));
        if (next !== undefined) yield next;
      }
    },
  };
}

function setUp(isAllowed: () => Promise<boolean>, everyMs = 60_000) {
  const stream = createStream();
  const listeners = new Set<() => void>();
  const events = whileAllowed({
    open: stream.open,
    isAllowed,
    listen: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    everyMs,
    signal: new AbortController().signal,
  });
  const change = () => listeners.forEach(listener => listener());
  return { stream, events, change, listeners };
}

describe('whileAllowed', () => {
  it('gives what comes while nothing changes', async () => {
    const { stream, events, listeners } = setUp(async () => true);
    stream.give('one');
    expect((await events.next()).value).toBe('one');
    expect(listeners.size).toBe(1);
    await events.return(undefined);
    expect(listeners.size).toBe(0);
  });

  it('gives nothing more after a change that takes the right away', async () => {
    let allowed = true;
    const { stream, events, change } = setUp(async () => allowed);
    stream.give('one');
    await events.next();
    allowed = false;
    change();
    stream.give('two');
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  it('waits for the answer before it gives what came after a change', async () => {
    let answer: (allowed: boolean) => void = () => {};
    const { stream, events, change } = setUp(
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    );
    stream.give('one');
    await events.next();
    change();
    stream.give('two');
    const next = events.next();
    setImmediate(() => answer(false));
    expect(await next).toEqual({ done: true, value: undefined });
  });

  it('goes on after a change that does not', async () => {
    const { stream, events, change } = setUp(async () => true);
    stream.give('one');
    await events.next();
    change();
    stream.give('two');
    expect((await events.next()).value).toBe('two');
  });

  it('asks again without a change, also while nothing comes', async () => {
    const { events } = setUp(async () => false, 1);
    expect(await events.next()).toMatchObject({ done: true });
  });

  it('ends when the question fails', async () => {
    const { events } = setUp(async () => {
      throw new Error('the database is gone');
    }, 1);
    expect(await events.next()).toMatchObject({ done: true });
  });
});
