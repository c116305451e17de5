import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import express from 'express';
import { once } from 'node:events';
import { AddressInfo } from 'node:net';
import { writeEventStream } from './writeEventStream';

function delta(seq: number, text = 'x'): ChatEvent {
  return { type: 'text-delta', seq, messageId: 'm', delta: text };
}

/** Serves the events once, and calls the server until the response is at its end. */
async function serve(
  events: (signal: AbortSignal) => AsyncIterable<ChatEvent>,
  read: (response: Response) => Promise<void>,
  keepAliveMs?: number,
) {
  const abort = new AbortController();
  const app = express();
  let failure: unknown;
  let served = Promise.resolve();
  app.get('/', (_req, res) => {
    res.on('close', () => abort.abort());
    served = writeEventStream(res, events(abort.signal), {
      signal: abort.signal,
      keepAliveMs,
    }).catch(error => {
      failure = error;
    });
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await read(await fetch(`http://127.0.0.1:${port}/`));
  } finally {
    await served;
    server.closeAllConnections();
    server.close();
  }
  return { failure, aborted: abort.signal.aborted };
}

/** Reads until `text` has come. */
async function readUntil(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  text: string,
): Promise<string> {
  const decoder = new TextDecoder();
  let seen = '';
  while (!seen.includes(text)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the stream ended without ${text}`);
    seen += decoder.decode(value, { stream: true });
  }
  return seen;
}

function readerOf(response: Response) {
  const reader = response.body?.getReader();
  if (!reader) throw new Error('no body');
  return reader;
}

describe('writeEventStream', () => {
  it('sends each event when it comes, with its seq as id, and ends behind the last', async () => {
    let next = () => {};
    await serve(
      async function* events() {
        yield delta(1);
        await new Promise<void>(resolve => {
          next = resolve;
        });
        yield delta(2);
      },
      async response => {
        const reader = readerOf(response);
        const first = await readUntil(reader, '\n\n');
        expect(first).toBe(`id: 1\ndata: ${JSON.stringify(delta(1))}\n\n`);
        next();
        expect(await readUntil(reader, '\n\n')).toMatch(/^id: 2\n/);
        expect((await reader.read()).done).toBe(true);
      },
    );
  });

  it('sends comments while nothing happens', async () => {
    let next = () => {};
    await serve(
      async function* events() {
        await new Promise<void>(resolve => {
          next = resolve;
        });
        yield delta(1);
      },
      async response => {
        const reader = readerOf(response);
        await readUntil(reader, ': keep-alive\n\n: keep-alive\n\n');
        next();
        expect(await readUntil(reader, 'id: 1')).toContain('id: 1');
      },
      5,
    );
  });

  it('keeps line breaks of a text inside one event', async () => {
    await serve(
      async function* events() {
        yield delta(1, 'a\n\ndata: {"type":"forged"}\r\n');
      },
      async response => {
        const lines = (await response.text()).split('\n');
        expect(lines.filter(line => line.startsWith('data:'))).toHaveLength(1);
      },
    );
  });

  it('waits for a slow reader, and stops when it goes away', async () => {
    let given = 0;
    const { aborted, failure } = await serve(
      async function* events(signal) {
        while (!signal.aborted && given < 10_000) {
          given += 1;
          yield delta(given, 'x'.repeat(10_000));
        }
      },
      async response => {
        const reader = readerOf(response);
        await reader.read();
        await reader.cancel();
      },
    );
    expect([aborted, failure]).toEqual([true, undefined]);
    expect(given).toBeLessThan(10_000);
  });
});
