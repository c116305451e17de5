import { CustomErrorBase } from '@backstage/errors';

/** An agent asks more often than it may. Answered with 429. */
export class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  readonly statusCode = 429;
  /** Seconds until the next request is counted anew, 1 to 60. */
  readonly retryAfterSeconds: number;

  constructor(options: {
    agent: string;
    requestsPerMinute: number;
    retryAfterSeconds: number;
  }) {
    super(
      `The agent "${options.agent}" asked more than ${options.requestsPerMinute} times in a minute; go on in ${options.retryAfterSeconds} seconds`,
    );
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** A request of an agent is larger than any may be. Answered with 413. */
export class RequestTooLargeError extends CustomErrorBase {
  name = 'RequestTooLargeError' as const;
  readonly statusCode = 413;

  constructor(options: { maxBytes: number }) {
    super(
      `The request is too large; it may have at most ${options.maxBytes} bytes. Propose the change in smaller parts`,
    );
  }
}
