/** Places where scripts stop until a test lets them go on, so that no test has to be quick or to wait. */
export class Holds {
  #waiting = new Map<string, Set<() => void>>();

  /** Resolves when `name` is released, or the signal aborted. */
  async wait(name: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>(resolve => {
      const waiting = this.#waiting.get(name) ?? new Set();
      this.#waiting.set(name, waiting.add(resolve));
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Lets everything go on that waits at `name`. @returns How many that were. */
  release(name: string): number {
    const waiting = this.#waiting.get(name) ?? new Set();
    this.#waiting.delete(name);
    for (const resolve of waiting) resolve();
    return waiting.size;
  }
}
