import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AnswerEvent,
  AgentRuntime,
  RuntimeEvent,
} from '../runtimes/AgentRuntime';
import { toError } from '../toError';
import { AnswerLog } from './AnswerLog';
import {
  AnswerStore,
  HeldAnswer,
  LeaseState,
  NewChatEvent,
} from './AnswerStore';
import { AnswerWriter } from './AnswerWriter';
import { Heartbeat } from './Heartbeat';
import { Wakeups } from './Wakeups';
import { cancelTask } from './cancelTask';
import {
  CancelledByPerson,
  LeaseLost,
  NotWritten,
  ProcessStopped,
  isExpected,
  isUnreachable,
  tell,
  toPause,
} from './interruptions';
import { toClosingEvents, toTryingAgain } from './toClosingEvents';
import { untilAborted } from './untilAborted';

/** The longest answer, in characters of all its events together; an agent that never stops must not fill the database. */
export const MAX_ANSWER_LENGTH = 2_000_000;

/** What an answer is made of. */
export interface AnswerWork {
  /** Serves the agent; absent when it is not connected any more. */
  runtime: AgentRuntime | undefined;
  /** Gives the events of the answer; its signal is aborted when the answer has to stop. */
  run: (signal: AbortSignal) => AsyncIterable<RuntimeEvent>;
  /** Written before the first event, as what begins an interrupted answer anew. */
  before?: NewChatEvent[];
}

interface Job extends AnswerWork {
  answer: HeldAnswer;
  abort: AbortController;
  log: AnswerLog;
  taskId: string | undefined;
  /** Since when the agent could not be reached; absent once it gave something. */
  interruptedAt: string | undefined;
  length: number;
  done: Promise<void>;
}

/**
 * Runs answers in the background and writes their events.
 *
 * @remarks
 * An answer does not depend on the connection that asked for it, nor on this process: when it stops, or the agent cannot be reached, the
 * lease is given back and the answer goes on later, here or elsewhere. When the lease is lost, the answer stops without a word.
 */
export class AnswerRunner {
  readonly #options: AnswerRunnerOptions;
  readonly #writer: AnswerWriter;
  readonly #heartbeat: Heartbeat;
  readonly #jobs = new Map<string, Job>();
  #stopped = false;

  private constructor(options: AnswerRunnerOptions) {
    const { answers, logger, wakeups } = options;
    this.#options = options;
    this.#writer = AnswerWriter.create({
      answers,
      onWritten: (id, events) => wakeups.wake(id, events),
    });
    this.#heartbeat = Heartbeat.create({
      answers,
      logger,
      everyMs: options.renewMs,
    });
  }

  static create(options: AnswerRunnerOptions): AnswerRunner {
    return new AnswerRunner(options);
  }

  /** Starts an answer whose lease is held; returns at once. */
  start(answer: HeldAnswer, work: AnswerWork): void {
    const { logger, wakeups } = this.#options;
    const { conversationId, interruptedAt, taskId } = answer;
    const job: Job = {
      ...work,
      answer,
      abort: new AbortController(),
      log: this.#writer.open(answer),
      taskId,
      interruptedAt,
      length: 0,
      done: Promise.resolve(),
    };
    if (this.#stopped) job.abort.abort(new ProcessStopped());
    this.#jobs.set(conversationId, job);
    this.#heartbeat.add(answer, reason => job.abort.abort(reason));
    job.done = this.#run(job)
      .catch(error => {
        logger.error(
          `The answer "${answer.messageId}" could not be written; it goes on when its lease has run out`,
          toError(error),
        );
      })
      .finally(() => {
        this.#heartbeat.remove(answer);
        if (this.#jobs.get(conversationId) === job) {
          this.#jobs.delete(conversationId);
        }
        wakeups.wake(conversationId);
      });
  }

  /** Stops the answer of a conversation, in whichever process it runs; nothing when none does. */
  async cancel(conversationId: string): Promise<void> {
    await this.#options.answers.requestCancel({ conversationId });
    this.#jobs.get(conversationId)?.abort.abort(new CancelledByPerson());
  }

  /** Resolves when no answer runs in this process. */
  async idle(): Promise<void> {
    while (this.#jobs.size > 0) {
      await Promise.all([...this.#jobs.values()].map(({ done }) => done));
    }
  }

  /** Leaves all answers of this process to others, and waits until they may take them. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { abort } of this.#jobs.values()) {
      abort.abort(new ProcessStopped());
    }
    await this.idle();
  }

  async #run(job: Job): Promise<void> {
    const { timeoutMs } = this.#options;
    const { abort } = job;
    const timeout = setTimeout(() => {
      abort.abort(
        tell(
          'AnswerTimeoutError',
          `The agent gave no full answer in ${Math.round(
            timeoutMs / 1000,
          )} seconds and was stopped; ask again, or ask for less at once.`,
        ),
      );
    }, timeoutMs);
    try {
      await this.#copy(job);
    } catch (error) {
      const wasStopped = abort.signal.aborted;
      const cause = wasStopped ? abort.signal.reason : error;
      abort.abort(cause);
      await this.#close(job, cause, wasStopped);
    } finally {
      clearTimeout(timeout);
    }
  }

  /** Copies what the runtime gives until its end. */
  async #copy(job: Job): Promise<void> {
    const { abort, answer, log } = job;
    for await (const event of untilAborted(
      job.run(abort.signal),
      abort.signal,
    )) {
      if (event.type === 'task-start') {
        await this.#keepTask(job, event.taskId);
        continue;
      }
      limit(job, event);
      await this.#keepProgress(job);
      log.add([{ ...event, messageId: answer.messageId }]);
      const isEnd = event.type === 'message-end';
      await orNotWritten(isEnd ? log.written() : log.ready());
      if (isEnd && log.state !== 'taken') return;
      if (log.state !== 'held') stopFor(log.state, abort);
    }
    throw new Error('The runtime ended without "message-end"');
  }

  async #keepTask(job: Job, taskId: string): Promise<void> {
    if (job.taskId === taskId) return;
    job.taskId = taskId;
    await orNotWritten(this.#options.answers.keepTask(job.answer, taskId));
  }

  /** The first event of an interrupted answer: from here on it is as any other. */
  async #keepProgress(job: Job): Promise<void> {
    if (job.before) job.log.add(job.before);
    job.before = undefined;
    if (!job.interruptedAt) return;
    job.interruptedAt = undefined;
    await orNotWritten(this.#options.answers.keepProgress(job.answer));
  }

  async #close(job: Job, cause: unknown, wasStopped: boolean): Promise<void> {
    const { answer, log, runtime, taskId } = job;
    const { answers, logger } = this.#options;
    if (cause instanceof LeaseLost) return;
    const pauseMs = this.#toPause(job, cause);
    if (pauseMs !== undefined) {
      if (pauseMs > 0) log.add([toTryingAgain(answer)]);
      await log.written().catch(() => undefined);
      const { interruptedAt } = job;
      await answers.release({ ...answer, interruptedAt }, { pauseMs });
      return;
    }
    const mayGoOn = wasStopped || cause instanceof CancelledByPerson;
    const note = mayGoOn
      ? await cancelTask({ runtime, answer, taskId, logger })
      : undefined;
    if (!isExpected(cause)) {
      logger.error('An agent failed to answer', toError(cause));
    }
    log.add(toClosingEvents(answer, { cause, note }));
    await log.written();
  }

  /** Milliseconds after which the answer goes on; undefined when it ends here. */
  #toPause(job: Job, cause: unknown): number | undefined {
    if (cause instanceof ProcessStopped || cause instanceof NotWritten) {
      return 0;
    }
    const canResume = job.runtime?.resume && job.taskId !== undefined;
    return canResume && isUnreachable(cause)
      ? toPause({
          interruptedAt: job.interruptedAt,
          now: this.#options.now(),
        })
      : undefined;
  }
}

function limit(job: Job, event: AnswerEvent): void {
  job.length += JSON.stringify(event).length;
  if (job.length <= MAX_ANSWER_LENGTH) return;
  job.abort.abort(
    tell(
      'AnswerTooLongError',
      `The agent gave more than ${MAX_ANSWER_LENGTH} characters and was stopped; ask for less at once.`,
    ),
  );
  job.abort.signal.throwIfAborted();
}

function stopFor(state: LeaseState, abort: AbortController): never {
  const reason = state === 'taken' ? new LeaseLost() : new CancelledByPerson();
  abort.abort(reason);
  throw reason;
}

async function orNotWritten(written: Promise<void>): Promise<void> {
  try {
    await written;
  } catch (error) {
    throw new NotWritten('The database failed', { cause: error });
  }
}

/** Options of {@link AnswerRunner.create}. */
export interface AnswerRunnerOptions {
  answers: AnswerStore;
  wakeups: Wakeups;
  logger: LoggerService;
  now: () => Date;
  /** How often leases are renewed, in milliseconds; well below the lease itself. */
  renewMs: number;
  /** The longest an answer may take, in milliseconds. */
  timeoutMs: number;
}
