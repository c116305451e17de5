import { setTimeout } from 'node:timers/promises';
import { readAll } from '../../__testUtils__/readAll';
import { markSilence } from './markSilence';

const signal = new AbortController().signal;
/** A pause that only its signal ends. */
const forever = (_: number, stop: AbortSignal) =>
  new Promise<void>((_resolve, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason));
  });

describe('markSilence', () => {
  it('gives what the stream gives', async () => {
    async function* stream() {
      yield 1;
      yield 2;
    }
    const marked = markSilence(stream(), {
      silenceMs: 5,
      signal,
      wait: forever,
    });
    expect(await readAll(marked)).toEqual([1, 2]);
  });

  it('marks silence, and loses nothing that comes after it', async () => {
    let speak = () => {};
    async function* stream() {
      await new Promise<void>(resolve => {
        speak = resolve;
      });
      yield 'late';
    }
    const heard: (string | undefined)[] = [];
    for await (const item of markSilence(stream(), {
      silenceMs: 1,
      signal,
      wait: async (ms, stop) => {
        await setTimeout(ms, undefined, { signal: stop });
      },
    })) {
      heard.push(item);
      if (heard.length === 2) speak();
    }
    expect(heard.slice(0, 2)).toEqual([undefined, undefined]);
    expect(heard.at(-1)).toBe('late');
  });

  it('fails as the stream does', async () => {
    async function* stream() {
      yield 1;
      throw new Error('broken');
    }
    const marked = markSilence(stream(), {
      silenceMs: 5,
      signal,
      wait: forever,
    });
    await expect(readAll(marked)).rejects.toThrow('broken');
  });
});
