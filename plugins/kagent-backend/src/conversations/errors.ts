import { CustomErrorBase } from '@backstage/errors';

/** A person has too many answers running at once. Answered with 429. */
export class TooManyAnswersError extends CustomErrorBase {
  name = 'TooManyAnswersError' as const;
  readonly statusCode = 429;

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

  constructor(options: { maxLength: number }) {
    super(
      `The message is too large; it may have at most ${options.maxLength} characters. Put long logs into a file of the repository and name it.`,
    );
  }
}
