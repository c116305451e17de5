import { CustomErrorBase } from '@backstage/errors';

/** A person sends messages faster than is allowed. Answered with 429. */
export class TooManyMessagesError extends CustomErrorBase {
  name = 'TooManyMessagesError' as const;
  readonly statusCode = 429;
  readonly retryAfterSeconds: number;

  constructor(options: { perMinute: number; retryAfterMs: number }) {
    const seconds = Math.max(1, Math.ceil(options.retryAfterMs / 1000));
    super(
      `You sent ${options.perMinute} messages within a minute, which is the most; wait ${seconds} s and send this one again.`,
    );
    this.retryAfterSeconds = seconds;
  }
}

/** A person follows more streams at once than is allowed. Answered with 429. */
export class TooManyStreamsError extends CustomErrorBase {
  name = 'TooManyStreamsError' as const;
  readonly statusCode = 429;
  readonly retryAfterSeconds = 5;

  constructor(options: { max: number }) {
    super(
      `You have ${options.max} streams open, which is the most at a time; close a tab that shows a running answer.`,
    );
  }
}
