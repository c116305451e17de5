import { performance } from 'node:perf_hooks';
import { readUsage } from './readUsage';

const EVERY_MS = 100;

/** A stretch of time, in milliseconds of this process. */
export interface Window {
  from: number;
  to: number;
}

/** Watches what a process uses while something runs. */
export class UsageSamples {
  readonly #samples: {
    at: number;
    residentBytes: number;
    cpuMillis: number;
  }[] = [];
  readonly #pid: number;
  readonly #timer: NodeJS.Timeout;

  private constructor(pid: number) {
    this.#pid = pid;
    this.#take();
    this.#timer = setInterval(() => this.#take(), EVERY_MS);
  }

  static start(pid: number): UsageSamples {
    return new UsageSamples(pid);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#take();
  }

  /** By how much the memory rose above its first value at most. */
  get extraBytes(): number {
    const sizes = this.#samples.map(({ residentBytes }) => residentBytes);
    return Math.max(...sizes) - sizes[0];
  }

  /** Processor milliseconds within a window. */
  cpuMillisIn({ from, to }: Window): number {
    const inside = this.#samples.filter(({ at }) => at >= from && at <= to);
    const [first, last] = [inside[0], inside[inside.length - 1]];
    return inside.length > 1 ? last.cpuMillis - first.cpuMillis : NaN;
  }

  #take() {
    this.#samples.push({ at: performance.now(), ...readUsage(this.#pid) });
  }
}
