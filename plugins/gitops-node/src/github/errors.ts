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

/** Reads an answer of GitHub out of what a call threw; `undefined` when it is something else. */
export function findRefusal(error: unknown): GitHubRefusal | undefined {
  if (!isError(error) || error.name !== 'HttpError') return undefined;
  const { status, response } = Object(error);
  if (typeof status !== 'number') return undefined;
  const headers = Object(response?.headers);
  return {
    status,
    message: error.message,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, String(value)]),
    ),
  };
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
