import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { AnswerEvent, RuntimeEvent } from '../runtimes/AgentRuntime';
import { toError } from '../toError';
import {
  ConversationStore,
  NewChatEvent,
  RunningAnswer,
} from './ConversationStore';
import { Wakeups } from './Wakeups';
import { untilAborted } from './untilAborted';

type FinishReason = Extract<
  AnswerEvent,
  { type: 'message-end' }
>['finishReason'];

/** The longest answer, in characters of all its events together; an agent that never stops must not fill the database. */
export const MAX_ANSWER_LENGTH = 2_000_000;

class CancelledByPerson extends Error {}

/** Errors whose message is written for the person who asked. */
const tellable = new Set([
  'InputError',
  'NotFoundError',
  'NotAllowedError',
  'ConflictError',
  'ServiceUnavailableError',
  'AnswerTimeoutError',
  'AnswerTooLongError',
  'PortalStoppedError',
]);

/**
 * Runs answers in the background and writes their events to the store.
 *
 * @remarks An answer does not depend on the connection that asked for it. Its lease is renewed while it runs; when the
 * lease is lost, as by deleting the conversation, the answer stops without a word.
 */
export class AnswerRunner {
  readonly #options: AnswerRunnerOptions;
  readonly #running = new Map<
    string,
    { abort: AbortController; done: Promise<void> }
  >();

  private constructor(options: AnswerRunnerOptions) {
    this.#options = options;
  }

  static create(options: AnswerRunnerOptions): AnswerRunner {
    return new AnswerRunner(options);
  }

  /**
   * Starts an answer whose lease is held; returns at once.
   *
   * @param run - Gives the events of the answer; its signal is aborted when the answer has to stop.
   */
  start(
    answer: RunningAnswer,
    run: (signal: AbortSignal) => AsyncIterable<RuntimeEvent>,
  ): void {
    const abort = new AbortController();
    const done = this.#run(answer, run, abort)
      .catch(error => {
        this.#options.logger.error(
          `The answer "${answer.messageId}" could not be written`,
          toError(error),
        );
      })
      .finally(() => {
        this.#running.delete(answer.conversationId);
        this.#options.wakeups.wake(answer.conversationId);
      });
    this.#running.set(answer.conversationId, { abort, done });
  }

  /** Stops the answer of a conversation, in whichever process it runs; nothing when none does. */
  async cancel(conversationId: string): Promise<void> {
    await this.#options.store.requestCancel({ id: conversationId });
    this.#running.get(conversationId)?.abort.abort(new CancelledByPerson());
  }

  /** Ends all answers of this process with an error that says so, and waits for that. */
  async stop(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { abort } of running) {
      abort.abort(
        named(
          'PortalStoppedError',
          'The answer was interrupted, because the portal stopped; send the message again.',
        ),
      );
    }
    await Promise.all(running.map(({ done }) => done));
  }

  async #run(
    answer: RunningAnswer,
    run: (signal: AbortSignal) => AsyncIterable<RuntimeEvent>,
    abort: AbortController,
  ): Promise<void> {
    const { signal } = abort;
    const timers = this.#startTimers(answer, abort);
    let length = 0;
    try {
      const events = run(signal);
      for await (const event of untilAborted(events, signal)) {
        if (event.type === 'task-start') continue;
        length += JSON.stringify(event).length;
        if (length > MAX_ANSWER_LENGTH) {
          const tooLong = named(
            'AnswerTooLongError',
            `The agent gave more than ${MAX_ANSWER_LENGTH} characters and was stopped; ask for less at once.`,
          );
          abort.abort(tooLong);
          throw tooLong;
        }
        if (!(await this.#write(answer, [event]))) return;
        if (event.type === 'message-end') return;
      }
      throw new Error('The runtime ended without "message-end"');
    } catch (error) {
      await this.#write(answer, this.#toClosingEvents(signal, error));
    } finally {
      timers.stop();
    }
  }

  #startTimers(answer: RunningAnswer, abort: AbortController) {
    const { store, renewMs, timeoutMs, logger } = this.#options;
    const renewal = setInterval(async () => {
      try {
        const { held, cancelRequested } = await store.renewLease(answer);
        if (cancelRequested || !held) abort.abort(new CancelledByPerson());
      } catch (error) {
        logger.warn(`The lease of an answer was not renewed: ${error}`);
      }
    }, renewMs);
    const timeout = setTimeout(() => {
      abort.abort(
        named(
          'AnswerTimeoutError',
          `The agent gave no full answer in ${Math.round(
            timeoutMs / 1000,
          )} seconds and was stopped; ask again, or ask for less at once.`,
        ),
      );
    }, timeoutMs);
    return {
      stop() {
        clearInterval(renewal);
        clearTimeout(timeout);
      },
    };
  }

  async #write(answer: RunningAnswer, events: AnswerEvent[]): Promise<boolean> {
    const { messageId } = answer;
    const written = await this.#options.store.appendEvents({
      ...answer,
      events: events.map((event): NewChatEvent => ({ ...event, messageId })),
    });
    this.#options.wakeups.wake(answer.conversationId);
    return written !== undefined;
  }

  #toClosingEvents(signal: AbortSignal, error: unknown): AnswerEvent[] {
    const cause = signal.aborted ? signal.reason : error;
    if (cause instanceof CancelledByPerson) return [toEnd('cancelled')];
    const known = isError(cause) && tellable.has(cause.name);
    if (!known) {
      this.#options.logger.error('An agent failed to answer', toError(cause));
    }
    return [
      {
        type: 'error',
        name: known ? cause.name : 'AgentFailedError',
        message: known
          ? cause.message
          : 'The agent failed to answer; send the message again. The reason is in the log of the portal.',
      },
      toEnd('error'),
    ];
  }
}

function toEnd(finishReason: FinishReason): AnswerEvent {
  return { type: 'message-end', finishReason };
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** Options of {@link AnswerRunner.create}. */
export interface AnswerRunnerOptions {
  store: ConversationStore;
  wakeups: Wakeups;
  logger: LoggerService;
  /** How often a lease is renewed, in milliseconds; well below the lease itself. */
  renewMs: number;
  /** The longest an answer may take, in milliseconds. */
  timeoutMs: number;
}
