/** Wakes the followers of a conversation within this process; followers elsewhere find new events by looking. */
export class Wakeups {
  readonly #listeners = new Map<string, Set<() => void>>();

  private constructor() {}

  static create(): Wakeups {
    return new Wakeups();
  }

  /** Calls `listener` on every {@link Wakeups.wake} of the conversation, until the returned function is called. */
  listen(conversationId: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(conversationId) ?? new Set();
    this.#listeners.set(conversationId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(conversationId);
    };
  }

  /** Says that something about the conversation has changed in the store. */
  wake(conversationId: string): void {
    for (const listener of this.#listeners.get(conversationId) ?? []) {
      listener();
    }
  }
}
