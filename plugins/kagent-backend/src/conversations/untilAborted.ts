/**
 * Ends a stream at once when `signal` is aborted, also one that does not listen to it.
 *
 * @remarks Nothing of what was yielded is kept: a promise for the abort that is raced with each event would hold them all.
 * @throws The reason of the abort.
 */
export async function* untilAborted<T>(
  events: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  signal.throwIfAborted();
  const iterator = events[Symbol.asyncIterator]();
  let rejectNext: ((reason: unknown) => void) | undefined;
  const onAbort = () => rejectNext?.(signal.reason);
  signal.addEventListener('abort', onAbort);
  const next = () =>
    new Promise<IteratorResult<T>>((resolve, reject) => {
      rejectNext = reject;
      iterator.next().then(resolve, reject);
    });
  let finished = false;
  try {
    for (;;) {
      signal.throwIfAborted();
      const result = await next();
      if (result.done) {
        finished = true;
        return;
      }
      yield result.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    if (!finished) Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}
