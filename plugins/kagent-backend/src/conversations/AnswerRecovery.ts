import {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { AgentDirectory } from '../runtimes/AgentDirectory';
import { RuntimeEvent } from '../runtimes/AgentRuntime';
import { AnswerRunner } from './AnswerRunner';
import {
  AnswerStore,
  HeldAnswer,
  NewChatEvent,
  SeenAnswer,
} from './AnswerStore';
import { tell } from './interruptions';
import { RecoveryPlan, planRecovery } from './planRecovery';
import { toQuestion } from './toQuestion';

/** Answers that one sweep looks at. */
const SWEEP_LIMIT = 100;

/**
 * Goes on with answers whose process is gone, or whose agent could not be reached.
 *
 * @remarks
 * Of several processes that find the same answer, the one that takes its lease goes on with it. What the answer held before is replaced when
 * the first event of its second beginning arrives, so that readers keep what there is until then.
 */
export class AnswerRecovery {
  readonly #options: AnswerRecoveryOptions;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();
  #stopped = false;

  private constructor(options: AnswerRecoveryOptions) {
    this.#options = options;
  }

  static create(options: AnswerRecoveryOptions): AnswerRecovery {
    return new AnswerRecovery(options);
  }

  /** Sweeps now and then, until {@link AnswerRecovery.stop}. */
  start(options: { everyMs: number }): void {
    let busy = false;
    const sweep = async () => {
      if (busy) return;
      busy = true;
      try {
        await this.sweep();
      } catch (error) {
        this.#options.logger.warn(
          `Interrupted answers were not looked for: ${error}`,
        );
      } finally {
        busy = false;
      }
    };
    const run = () => {
      this.#sweeping = sweep();
    };
    this.#timer ??= setInterval(run, options.everyMs);
    run();
  }

  /** Takes no more answers over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  /** Goes on with all interrupted answers that need nobody's request. */
  async sweep(): Promise<void> {
    const { answers } = this.#options;
    for (const seen of await answers.listLapsed({ limit: SWEEP_LIMIT })) {
      await this.#recover(seen);
    }
  }

  /**
   * Looks after the answer that somebody wants to see, and goes on with it when it was interrupted.
   *
   * @param options.credentials - Of the person who looks.
   * @returns Whether more of it is to come by itself.
   */
  async attend(options: {
    conversationId: string;
    credentials?: BackstageCredentials<BackstageUserPrincipal>;
  }): Promise<boolean> {
    const seen = await this.#options.answers.find(options);
    if (!seen?.lapsed || this.#stopped) return seen !== undefined;
    return this.#recover(seen, options.credentials);
  }

  async #recover(
    seen: SeenAnswer,
    credentials?: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<boolean> {
    const { agents, answers, now, runner } = this.#options;
    const runtime = agents.findRuntime(seen.runtime);
    const plan = planRecovery(seen, { runtime, credentials, now: now() });
    if (plan.kind === 'wait') return false;
    const held = await answers.takeOver(seen);
    // Somebody else was quicker, and goes on with it.
    if (!held) return true;
    runner.start(held, {
      runtime,
      run: signal => this.#run(plan, held, signal),
      before: plan.kind === 'end' ? undefined : await this.#toBefore(held),
    });
    return true;
  }

  async *#run(
    plan: Exclude<RecoveryPlan, { kind: 'wait' }>,
    answer: HeldAnswer,
    signal: AbortSignal,
  ): AsyncGenerator<RuntimeEvent> {
    if (plan.kind === 'end') throw plan.cause;
    const { agent: agentId, conversationId, owner } = answer;
    if (plan.kind === 'resume') {
      const { runtime, taskId } = plan;
      const userEntityRef = owner;
      yield* runtime.resume?.({
        agentId,
        conversationId,
        taskId,
        userEntityRef,
        signal,
      }) ?? [];
      return;
    }
    const { credentials, questionId, runtime } = plan;
    const events = await this.#options.listEvents(conversationId);
    const question = toQuestion(events, questionId);
    if (!question) {
      throw tell(
        'AnswerInterruptedError',
        'The message that was to be answered is gone; write it again.',
      );
    }
    yield* runtime.stream({
      ...question,
      agentId,
      conversationId,
      credentials,
      signal,
    });
  }

  /** What an answer begins anew with: what was decided at its start stays decided. */
  async #toBefore({
    conversationId,
    messageId,
  }: HeldAnswer): Promise<NewChatEvent[]> {
    const events = await this.#options.listEvents(conversationId);
    const decided = events.find(
      event =>
        event.type === 'approval-response' && event.messageId === messageId,
    );
    const restart = { type: 'message-restart' as const, messageId };
    return decided ? [restart, decided] : [restart];
  }
}

/** Options of {@link AnswerRecovery.create}. */
export interface AnswerRecoveryOptions {
  agents: AgentDirectory;
  answers: AnswerStore;
  listEvents: (conversationId: string) => Promise<ChatEvent[]>;
  runner: AnswerRunner;
  logger: LoggerService;
  now: () => Date;
}
