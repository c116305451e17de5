import { CustomErrorBase, isError } from '@backstage/errors';

/**
 * GitHub does not answer, asks to wait, or refuses the credentials.
 *
 * @remarks Travels over HTTP as 503 with the name `ForgeUnavailableError`.
 */
export class ForgeUnavailableError extends CustomErrorBase {
  override name = 'ForgeUnavailableError' as const;
  readonly statusCode = 503;
  /** When the forge takes calls again, if it said so. */
  readonly until?: Date;
  constructor(options: { message: string; until?: Date; cause?: unknown }) {
    super(options.message, options.cause);
    this.until = options.until;
  }
}

/** What GitHub answered, as far as decisions need it. */
export interface GitHubRefusal {
  status: number;
  /** GitHub's own words, also those of its list of errors. */
  message: string;
  headers: Record<string, string>;
}

const KEPT_HEADERS = /^(?:retry-after$|x-ratelimit-|x-accepted-)/;

/**
 * An answer of GitHub that is not 2xx, or the end of a connection, which counts as 500.
 *
 * @remarks
 * Holds neither request nor answer, which an error's cause would otherwise carry into logs and into answers of the portal.
 * Travels over HTTP as 502.
 */
export class GitHubAnswerError extends CustomErrorBase {
  override name = 'GitHubAnswerError' as const;
  readonly statusCode = 502;
  readonly #refusal: GitHubRefusal;

  /**
   * Makes one of what Octokit threw; anything else comes back as it is.
   *
   * @param options.wordless - Leaves GitHub's words out, as after a call with a person's own token.
   */
  static from(error: unknown, options: { wordless: boolean }): unknown {
    if (!isError(error) || error.name !== 'HttpError') return error;
    const { status, response } = Object(error);
    if (typeof status !== 'number') return error;
    const headers = Object.fromEntries(
      Object.entries(Object(response?.headers)).flatMap(([name, value]) =>
        KEPT_HEADERS.test(name) ? [[name, String(value)]] : [],
      ),
    );
    const message = options.wordless ? '' : error.message.slice(0, 500);
    return new GitHubAnswerError({ status, message, headers });
  }

  private constructor(refusal: GitHubRefusal) {
    super(
      `GitHub answered ${refusal.status}${
        refusal.message ? `: ${refusal.message}` : ''
      }`,
    );
    this.#refusal = refusal;
  }

  /** What decisions are made by. */
  getRefusal(): GitHubRefusal {
    return this.#refusal;
  }
}

/** Reads an answer of GitHub out of what a call threw; `undefined` when it is something else. */
export function findRefusal(error: unknown): GitHubRefusal | undefined {
  return error instanceof GitHubAnswerError ? error.getRefusal() : undefined;
}

/** Runs a call; answers of the given statuses become a value, anything else is thrown on. */
export async function orStatus<T>(
  call: Promise<T>,
  statuses: readonly number[],
): Promise<{ ok: true; value: T } | ({ ok: false } & GitHubRefusal)> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    const refusal = findRefusal(error);
    if (refusal && statuses.includes(refusal.status)) {
      return { ok: false, ...refusal };
    }
    throw error;
  }
}
