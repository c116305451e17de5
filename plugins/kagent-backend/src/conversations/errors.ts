import { CustomErrorBase } from '@backstage/errors';

/** A person has too many answers running at once. Answered with 429. */
export class TooManyAnswersError extends CustomErrorBase {
  name = 'TooManyAnswersError' as const;
  readonly statusCode = 429;
  /** When it is worth another try; nobody knows when an answer ends. */
  readonly retryAfterSeconds = 10;

  constructor(options: { maxRunning: number }) {
    super(
      `You have ${options.maxRunning} answers running, which is the most at a time; wait for one to end or stop it.`,
    );
  }
}

/** A request body is larger than any message may be. Answered with 413. */
export class MessageTooLargeError extends CustomErrorBase {
  name = 'MessageTooLargeError' as const;
  readonly statusCode = 413;

  constructor(options: {
    maxLength: number;
    maxAttachments: number;
    maxAttachmentLength: number;
  }) {
    super(
      `The message is too large; it may have at most ${options.maxLength} characters, and ${options.maxAttachments} attachments of ${options.maxAttachmentLength}. Attach the part of a long log that matters.`,
    );
  }
}
