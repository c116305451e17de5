/**
 * Gives what a stream gives, and `undefined` whenever nothing came for some time: at least `silenceMs`, at most twice that.
 *
 * @remarks
 * A stream that is waited for is not closed by the end of this; its own signal does that. One wait serves many items, since an agent
 * says thousands of them a second in all its streams.
 * @param options.silenceMs - Milliseconds without a word.
 */
export async function* markSilence<T>(
  stream: AsyncIterable<T>,
  options: {
    silenceMs: number;
    signal: AbortSignal;
    wait: (ms: number, signal: AbortSignal) => Promise<void>;
  },
): AsyncGenerator<T | undefined> {
  const { silenceMs, wait } = options;
  const done = new AbortController();
  const signal = AbortSignal.any([options.signal, done.signal]);
  const iterator = stream[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<T>> | undefined;
  let tellSilence: (() => void) | undefined;
  let heard = false;
  let waits = false;
  const watch = () => {
    waits = true;
    heard = false;
    wait(silenceMs, signal).then(
      () => {
        waits = false;
        if (heard) watch();
        else tellSilence?.();
      },
      // The wait was aborted, and nobody asks for silence any more.
      () => undefined,
    );
  };
  const orSilence = (coming: Promise<IteratorResult<T>>) =>
    new Promise<IteratorResult<T> | undefined>((resolve, reject) => {
      tellSilence = () => resolve(undefined);
      coming.then(resolve, reject);
    });
  try {
    for (;;) {
      next ??= iterator.next();
      const coming = next;
      if (!waits) watch();
      const result = await orSilence(coming);
      tellSilence = undefined;
      if (!result) {
        yield undefined;
        continue;
      }
      heard = true;
      next = undefined;
      if (result.done) return;
      yield result.value;
    }
  } finally {
    done.abort();
    next?.catch(() => undefined);
  }
}
