/**
 * Yields events as long as somebody may see them.
 *
 * @remarks
 * Whether they may is asked again before the next event after every change, and every `everyMs`, so that a silent stream ends
 * too. When the question fails, the stream ends.
 *
 * @param options.listen - Calls its listener on every change, until the function it returns is called.
 */
export async function* whileAllowed<T>(options: {
  open: (signal: AbortSignal) => AsyncIterable<T>;
  isAllowed: () => Promise<boolean>;
  listen: (listener: () => void) => () => void;
  everyMs: number;
  signal: AbortSignal;
}): AsyncGenerator<T> {
  const { open, isAllowed, listen, everyMs } = options;
  const ended = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  let checked: Promise<void> | undefined;
  const check = () => {
    checked = isAllowed().then(
      allowed => {
        if (!allowed) ended.abort();
      },
      error => ended.abort(error),
    );
  };
  const stopListening = listen(check);
  const timer = setInterval(check, everyMs);
  try {
    for await (const event of open(signal)) {
      await checked;
      if (signal.aborted) return;
      yield event;
    }
  } finally {
    clearInterval(timer);
    stopListening();
  }
}
