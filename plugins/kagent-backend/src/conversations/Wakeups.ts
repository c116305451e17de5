import { ChatEvent } from '@zerotouch/plugin-kagent-common';

/** Is told what was written in a conversation; nothing when it has to look for itself. */
export type WakeupListener = (events?: ChatEvent[]) => void;

/** Wakes the followers of a conversation within this process; followers elsewhere find new events by looking. */
export class Wakeups {
  readonly #listeners = new Map<string, Set<WakeupListener>>();
  #closed = false;

  private constructor() {}

  static create(): Wakeups {
    return new Wakeups();
  }

  /** Whether the process is about to end, so that followers end too and ask another one. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Calls `listener` on every {@link Wakeups.wake} of the conversation, until the returned function is called. */
  listen(conversationId: string, listener: WakeupListener): () => void {
    const listeners = this.#listeners.get(conversationId) ?? new Set();
    this.#listeners.set(conversationId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(conversationId);
    };
  }

  /** Says that something about the conversation has changed in the store: that these events were added, when given. */
  wake(conversationId: string, events?: ChatEvent[]): void {
    for (const listener of this.#listeners.get(conversationId) ?? []) {
      listener(events);
    }
  }

  /** Wakes all followers for the last time. */
  close(): void {
    this.#closed = true;
    for (const id of [...this.#listeners.keys()]) this.wake(id);
  }
}
