import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { Wakeups } from './Wakeups';

/** Events that a slow reader may leave in memory; beyond that it reads them from the store. */
const MAX_KEPT = 1_000;

/**
 * Yields the events behind `after`, and goes on while an answer runs.
 *
 * @remarks
 * What this process writes is yielded from memory once it is in the store. The store itself is read at first, when events are
 * missing, and at least every `pollMs`, so an answer that another replica writes is followed too. With `until`, it ends behind that
 * message's `message-end`. It also ends when the process stops: the answer goes on elsewhere.
 */
export async function* followEvents(
  options: FollowEventsOptions,
): AsyncGenerator<ChatEvent> {
  const { listEvents, isRunning, wakeups, signal, until } = options;
  const mailbox = createMailbox(options.pollMs);
  const stopListening = wakeups.listen(options.conversationId, mailbox.put);
  const wake = () => mailbox.put();
  signal.addEventListener('abort', wake);
  let { after } = options;
  let kept: ChatEvent[] | undefined;
  try {
    while (!signal.aborted && !wakeups.closed) {
      const fromMemory = kept && followOn(kept, after);
      const running = kept && fromMemory ? !hasEnd(kept) : await isRunning();
      for (const event of fromMemory ?? (await listEvents(after))) {
        yield event;
        after = event.seq;
        if (event.type === 'message-end' && event.messageId === until) return;
      }
      if (!running && !fromMemory) return;
      kept = running ? await mailbox.take() : undefined;
    }
  } finally {
    signal.removeEventListener('abort', wake);
    stopListening();
  }
}

/** Those behind `after`, when none between is missing. */
function followOn(events: ChatEvent[], after: number): ChatEvent[] | undefined {
  const behind = events.filter(({ seq }) => seq > after);
  return behind.length === 0 || behind[0].seq === after + 1
    ? behind
    : undefined;
}

function hasEnd(events: ChatEvent[]): boolean {
  return events.some(({ type }) => type === 'message-end');
}

/** Keeps what arrives until it is taken. */
function createMailbox(timeoutMs: number) {
  let kept: ChatEvent[] = [];
  let mustLook = false;
  let woken: (() => void) | undefined;
  return {
    put(events?: ChatEvent[]) {
      if (events && kept.length < MAX_KEPT) kept.push(...events);
      else mustLook = true;
      woken?.();
    },
    /** What arrived, at least one; undefined when the reader has to look into the store. */
    async take(): Promise<ChatEvent[] | undefined> {
      if (kept.length === 0 && !mustLook) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, timeoutMs);
          woken = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        woken = undefined;
      }
      const events = mustLook || kept.length === 0 ? undefined : kept;
      kept = [];
      mustLook = false;
      return events;
    },
  };
}

/** Options of {@link followEvents}. */
export interface FollowEventsOptions {
  conversationId: string;
  after: number;
  until?: string;
  /** Lists the events behind a `seq`, in order. */
  listEvents: (after: number) => Promise<ChatEvent[]>;
  /** Whether more is to come. */
  isRunning: () => Promise<boolean>;
  wakeups: Wakeups;
  /** How often it looks for events of other processes, in milliseconds. */
  pollMs: number;
  signal: AbortSignal;
}
