import { LoggerService } from '@backstage/backend-plugin-api';
import { PersonSlots } from './PersonSlots';
import { TooManyMessagesError, TooManyStreamsError } from './errors';

const MINUTE_MS = 60_000;
/** How long a stream counts after its process died, in milliseconds, and how often a living one says so. */
const STREAM_MS = 60_000;
const RENEW_MS = 20_000;

/** How much one person may do, in all processes together. */
export interface Limits {
  messagesPerMinute: number;
  runningAnswers: number;
  openStreams: number;
}

/** What applies where the configuration says nothing. */
export const DEFAULT_LIMITS: Limits = {
  messagesPerMinute: 20,
  runningAnswers: 3,
  openStreams: 20,
};

/** Refuses what is more than a person may do. */
export class PersonLimits {
  readonly #options: PersonLimitsOptions;

  private constructor(options: PersonLimitsOptions) {
    this.#options = options;
  }

  static create(options: PersonLimitsOptions): PersonLimits {
    return new PersonLimits(options);
  }

  /** How many answers a person may have running at a time. */
  get runningAnswers(): number {
    return this.#options.limits.runningAnswers;
  }

  /** Counts a message. @throws TooManyMessagesError */
  async countMessage(owner: string): Promise<void> {
    const { limits, slots } = this.#options;
    const taken = await slots.take({
      owner,
      kind: 'message',
      max: limits.messagesPerMinute,
      forMs: MINUTE_MS,
    });
    if ('token' in taken) return;
    throw new TooManyMessagesError({
      perMinute: limits.messagesPerMinute,
      retryAfterMs: taken.retryAfterMs,
    });
  }

  /**
   * Counts a stream for as long as it is open.
   *
   * @returns Has to be called when it is closed.
   * @throws TooManyStreamsError
   */
  async openStream(owner: string): Promise<() => Promise<void>> {
    const { limits, logger, slots } = this.#options;
    const key = { owner, kind: 'stream' as const };
    const taken = await slots.take({
      ...key,
      max: limits.openStreams,
      forMs: STREAM_MS,
    });
    if (!('token' in taken)) {
      throw new TooManyStreamsError({ max: limits.openStreams });
    }
    const { token } = taken;
    const warn = (error: unknown) =>
      logger.warn(`An open stream was not counted rightly: ${error}`);
    const renewal = setInterval(() => {
      slots.renew({ ...key, token, forMs: STREAM_MS }).catch(warn);
    }, RENEW_MS);
    return async () => {
      clearInterval(renewal);
      await slots.release({ ...key, token }).catch(warn);
    };
  }
}

/** Options of {@link PersonLimits.create}. */
export interface PersonLimitsOptions {
  limits: Limits;
  slots: PersonSlots;
  logger: LoggerService;
}
