import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { ConversationStore } from './ConversationStore';
import { Wakeups } from './Wakeups';

/**
 * Yields the events behind `after`, and goes on while an answer runs.
 *
 * @remarks The store is read on every wake-up and at least every `pollMs`, so an answer that another replica writes is
 * followed too. With `until`, it ends behind that message's `message-end`.
 */
export async function* followEvents(options: {
  store: ConversationStore;
  wakeups: Wakeups;
  conversationId: string;
  after: number;
  until?: string;
  pollMs: number;
  signal: AbortSignal;
}): AsyncGenerator<ChatEvent> {
  const { store, wakeups, conversationId: id, signal, until } = options;
  const waiter = createWaiter(options.pollMs);
  const stopListening = wakeups.listen(id, waiter.wake);
  signal.addEventListener('abort', waiter.wake);
  let { after } = options;
  try {
    while (!signal.aborted) {
      const running = await store.findRunning({ id });
      for (const event of await store.listEvents({ id, after })) {
        yield event;
        after = event.seq;
        if (event.type === 'message-end' && event.messageId === until) return;
      }
      if (!running) return;
      await waiter.wait();
    }
  } finally {
    signal.removeEventListener('abort', waiter.wake);
    stopListening();
  }
}

/** A wake-up during the reading is kept for the next wait. */
function createWaiter(timeoutMs: number) {
  let woken = false;
  let resolveWait: (() => void) | undefined;
  return {
    wake() {
      woken = true;
      resolveWait?.();
    },
    async wait() {
      if (!woken) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, timeoutMs);
          resolveWait = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      woken = false;
      resolveWait = undefined;
    },
  };
}
