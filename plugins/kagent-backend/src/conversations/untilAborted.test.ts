import { untilAborted } from './untilAborted';

async function* deaf(onReturn: () => void): AsyncGenerator<number> {
  try {
    yield 1;
    await new Promise(() => undefined);
  } finally {
    onReturn();
  }
}

it('ends a stream that does not listen, with the reason', async () => {
  const abort = new AbortController();
  const events = untilAborted(
    deaf(() => undefined),
    abort.signal,
  );
  expect(await events.next()).toEqual({ value: 1, done: false });
  const next = events.next();
  abort.abort(new Error('stopped'));
  await expect(next).rejects.toThrow('stopped');
});

it('begins nothing when it is too late', async () => {
  const events = untilAborted(
    {
      [Symbol.asyncIterator]: () => {
        throw new Error('begun');
      },
    },
    AbortSignal.abort(new Error('too late')),
  );
  await expect(events.next()).rejects.toThrow('too late');
});

it('lets the stream clean up when the reader leaves', async () => {
  const onReturn = jest.fn();
  for await (const _ of untilAborted(
    deaf(onReturn),
    new AbortController().signal,
  )) {
    break;
  }
  expect(onReturn).toHaveBeenCalledTimes(1);
});

it('passes on a failure, and listens no more', async () => {
  const { signal } = new AbortController();
  const remove = jest.spyOn(signal, 'removeEventListener');
  async function* failing(): AsyncGenerator<number> {
    throw new Error('broken');
  }
  await expect(untilAborted(failing(), signal).next()).rejects.toThrow(
    'broken',
  );
  expect(remove).toHaveBeenCalledTimes(1);
});
