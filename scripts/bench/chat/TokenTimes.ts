import { performance } from 'node:perf_hooks';

/** A token that arrived; times in milliseconds of this process. */
export interface Arrival {
  sentAt: number;
  millis: number;
}

/** Reads tokens that are the times at which they were sent, and keeps how long each took to arrive. */
export class TokenTimes {
  readonly arrivals: Arrival[] = [];
  #rest = '';

  /** Takes in a piece of text, which may have several tokens or a part of one. */
  read(piece: string): void {
    const now = performance.now();
    const tokens = `${this.#rest}${piece}`.split(' ');
    this.#rest = tokens.pop() ?? '';
    for (const token of tokens) {
      const sentAt = Number(token);
      this.arrivals.push({ sentAt, millis: now - sentAt });
    }
  }
}
