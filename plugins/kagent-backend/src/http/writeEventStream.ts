import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { Response } from 'express';
import { once } from 'node:events';

/** Time between comments that keep proxies from closing a silent stream, in milliseconds. */
export const KEEP_ALIVE_MS = 15_000;

/**
 * Writes events as `text/event-stream`, each at once, and ends the response behind the last.
 *
 * @remarks `no-transform` keeps the compression from holding the stream back. Slow readers are waited for.
 */
export async function writeEventStream(
  res: Response,
  events: AsyncIterable<ChatEvent>,
  options: { signal: AbortSignal; keepAliveMs?: number },
): Promise<void> {
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    Connection: 'keep-alive',
    'X-Accel-Buffering': 'no',
  });
  res.flushHeaders();
  const keepAlive = setInterval(
    () => res.write(': keep-alive\n\n'),
    options.keepAliveMs ?? KEEP_ALIVE_MS,
  );
  try {
    for await (const event of events) {
      if (options.signal.aborted) break;
      const flushed = res.write(
        `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`,
      );
      if (!flushed) await drained(res, options.signal);
    }
  } finally {
    clearInterval(keepAlive);
    res.end();
  }
}

async function drained(res: Response, signal: AbortSignal): Promise<void> {
  try {
    await once(res, 'drain', { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
