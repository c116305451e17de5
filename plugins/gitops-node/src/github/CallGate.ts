import { NotAllowedError } from '@backstage/errors';
import { ForgeStatus } from '@zerotouch/plugin-gitops-common';
import { ForgeUnavailableError, GitHubRefusal, findRefusal } from './errors';

const MAX_ATTEMPTS = 4;
const MAX_PARALLEL = 8;
const BACK_OFF_MS = 1_000;
/** Waiting time after a secondary limit that says none, as GitHub's documentation asks for. */
const SECONDARY_WAIT_MS = 60_000;

/** Options of {@link CallGate.create}. */
export interface CallGateOptions {
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
  /** The longest that a caller waits for a limit to end, in milliseconds; beyond it the call fails at once. */
  maxWaitMs: number;
}

type Trouble = Pick<ForgeStatus, 'state' | 'message' | 'until'>;
const FINE: Trouble = { state: 'ok', message: '' };

/** The headers that every answer of GitHub has. */
type Headers = Record<string, string | number | undefined>;

/**
 * What every call to GitHub passes: few at a time, none while GitHub asked to wait, again after a failure that may pass.
 *
 * @remarks
 * GitHub's primary limit counts calls in an hour, its secondary ones look at bursts. Both are answered by waiting when that is
 * short, and by an error that names the time when it is long: nobody sits before a page for an hour.
 */
export class CallGate {
  readonly #options: CallGateOptions;
  readonly #waiting: Array<() => void> = [];
  #running = 0;
  #blockedUntil = 0;
  #trouble = FINE;
  #rate: ForgeStatus['rate'];

  static create(options: CallGateOptions): CallGate {
    return new CallGate(options);
  }

  private constructor(options: CallGateOptions) {
    this.#options = options;
  }

  /** What the last calls told. */
  getStatus(): Trouble & Pick<ForgeStatus, 'rate'> {
    return { ...this.#trouble, ...(this.#rate ? { rate: this.#rate } : {}) };
  }

  /**
   * Sends a call.
   *
   * @param options.repeatable - Whether sending it twice does no harm.
   * @param options.personal - Set when it is sent with a person's own token; its refusal says nothing about the portal.
   * @param options.nested - Set when another call that is under way waits for this one, so that it must not queue behind it.
   * @throws ForgeUnavailableError when GitHub is out of reach; NotAllowedError when it refuses a person's token; any other
   * answer as it came.
   */
  async run<T extends { headers: Headers }>(
    send: () => Promise<T>,
    options: { repeatable: boolean; personal?: boolean; nested?: boolean },
  ): Promise<T> {
    if (!options.nested) await this.#enter();
    try {
      for (let attempt = 1; ; attempt++) {
        await this.#pass();
        try {
          const response = await send();
          if (!options.personal) this.#learn(response.headers);
          this.#trouble = FINE;
          return response;
        } catch (error) {
          const last = attempt === MAX_ATTEMPTS;
          const again = options.repeatable && !last;
          await this.#recover(error, attempt, { ...options, again });
        }
      }
    } finally {
      if (!options.nested) this.#leave();
    }
  }

  // Returns when the call may be sent again, throws otherwise.
  async #recover(
    error: unknown,
    attempt: number,
    { again, personal }: { again: boolean; personal?: boolean },
  ): Promise<void> {
    const refusal = findRefusal(error);
    if (!refusal) throw error;
    const waitMs = this.#findLimit(refusal);
    if (waitMs !== undefined && personal)
      throw toPersonalLimit(this.#at(waitMs));
    if (!personal) this.#learn(refusal.headers);
    if (waitMs !== undefined) {
      const until = this.#at(waitMs);
      this.#blockedUntil = until.getTime();
      this.#trouble = {
        state: 'limited',
        message: `GitHub takes no more calls until ${until.toISOString()}; what needs one waits or fails until then.`,
        until: until.toISOString(),
      };
      // GitHub did nothing, so even a call that must not be repeated can be sent once more.
      if (attempt < MAX_ATTEMPTS) return;
    }
    if (refusal.status === 401 || refusal.status === 403) {
      if (personal) {
        throw new NotAllowedError(
          'GitHub does not let you do this with your own account. Sign in with GitHub again, or ask who owns the repository for the right to merge.',
          error,
        );
      }
      this.#trouble = toRefused(refusal);
      throw new ForgeUnavailableError({
        message: this.#trouble.message,
        cause: error,
      });
    }
    if (refusal.status < 500 && refusal.status !== 429) {
      // GitHub answered, so it is there.
      this.#trouble = FINE;
      throw error;
    }
    if (again) {
      await this.#options.sleep(BACK_OFF_MS * 2 ** (attempt - 1));
      return;
    }
    this.#trouble = {
      state: 'unreachable',
      message: `GitHub did not answer, or with an error of its own (${refusal.message.slice(
        0,
        200,
      )}). Try again; its status page says more.`,
    };
    throw new ForgeUnavailableError({
      message: this.#trouble.message,
      cause: error,
    });
  }

  async #pass(): Promise<void> {
    const { now, sleep, maxWaitMs } = this.#options;
    for (;;) {
      const waitMs = this.#blockedUntil - now().getTime();
      if (waitMs <= 0) return;
      if (waitMs > maxWaitMs) {
        const until = new Date(this.#blockedUntil);
        throw new ForgeUnavailableError({
          message: `GitHub takes no more calls until ${until.toISOString()}. Try again then.`,
          until,
        });
      }
      await sleep(waitMs);
    }
  }

  #findLimit({ status, headers, message }: GitHubRefusal): number | undefined {
    if (status !== 403 && status !== 429) return undefined;
    const retryAfter = Number(headers['retry-after']);
    if (retryAfter > 0) return retryAfter * 1000;
    if (headers['x-ratelimit-remaining'] === '0') {
      const reset = Number(headers['x-ratelimit-reset']) * 1000;
      return Math.max(reset - this.#options.now().getTime(), 1_000);
    }
    const secondary = status === 429 || /secondary rate limit/i.test(message);
    return secondary ? SECONDARY_WAIT_MS : undefined;
  }

  #at(waitMs: number): Date {
    return new Date(this.#options.now().getTime() + waitMs);
  }

  #learn(headers: Headers): void {
    const limit = Number(headers['x-ratelimit-limit']);
    const remaining = Number(headers['x-ratelimit-remaining']);
    const reset = Number(headers['x-ratelimit-reset']);
    if (limit > 0 && remaining >= 0 && reset > 0) {
      const resetAt = new Date(reset * 1000).toISOString();
      this.#rate = { limit, remaining, resetAt };
    }
  }

  async #enter() {
    if (this.#running < MAX_PARALLEL) {
      this.#running++;
      return;
    }
    await new Promise<void>(resolve => this.#waiting.push(resolve));
  }

  #leave() {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}

/** Limits are counted by account: that of one person must not stop the portal for all. */
function toPersonalLimit(until: Date): ForgeUnavailableError {
  return new ForgeUnavailableError({
    message: `GitHub takes no more calls of your own account until ${until.toISOString()}. Try again then, or sign out of GitHub here.`,
    until,
  });
}

function toRefused({ status, headers, message }: GitHubRefusal): Trouble {
  const needed = headers['x-accepted-github-permissions'];
  return {
    state: 'refused',
    message:
      status === 401
        ? 'GitHub does not accept the credentials of the portal. Check the private key or the token, and that the App is still installed.'
        : `GitHub does not allow this (${message.slice(0, 200)}).${
            needed ? ` It needs the permission "${needed}".` : ''
          } Give it to the App or the token.`,
  };
}
