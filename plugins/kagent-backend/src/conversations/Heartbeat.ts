import { LoggerService } from '@backstage/backend-plugin-api';
import { AnswerStore, HeldAnswer } from './AnswerStore';
import { CancelledByPerson, LeaseLost } from './interruptions';

/** Renews the leases of all answers of this process together, and tells those that have to stop. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #answers = new Map<HeldAnswer, (reason: Error) => void>();
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  static create(options: HeartbeatOptions): Heartbeat {
    return new Heartbeat(options);
  }

  /** Renews the lease of an answer from now on; `onStop` is called when the answer has to stop. */
  add(answer: HeldAnswer, onStop: (reason: Error) => void): void {
    this.#answers.set(answer, onStop);
    this.#timer ??= setInterval(() => this.#beat(), this.#options.everyMs);
  }

  remove(answer: HeldAnswer): void {
    this.#answers.delete(answer);
    if (this.#answers.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #beat(): Promise<void> {
    const { answers, logger } = this.#options;
    const held = [...this.#answers.keys()];
    try {
      const states = await answers.renew(held);
      states.forEach((state, index) => {
        const stop = this.#answers.get(held[index]);
        if (state === 'taken') stop?.(new LeaseLost());
        else if (state !== 'held') stop?.(new CancelledByPerson());
      });
    } catch (error) {
      logger.warn(`The leases of running answers were not renewed: ${error}`);
    }
  }
}

/** Options of {@link Heartbeat.create}. */
export interface HeartbeatOptions {
  answers: AnswerStore;
  logger: LoggerService;
  /** How often leases are renewed, in milliseconds; well below the lease itself. */
  everyMs: number;
}
