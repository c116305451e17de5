import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { LanguageModel, ModelMessage } from 'ai';
import { pendingDigest } from '../kagent/pendingDigest';
import {
  DecideOptions,
  HistoryMessage,
  RuntimeEvent,
  StreamOptions,
} from '../AgentRuntime';
import { toPrompt } from '../toPrompt';
import { Consultant } from './Consultant';
import { AnswerState } from './model/AnswerState';
import { ModelAnswer } from './model/ModelAnswer';
import { ModelUnavailableError } from './model/ModelUnavailableError';
import { PauseStore } from './model/PauseStore';
import { ToolBox } from './model/ToolBox';
import { ToolRunner } from './model/ToolRunner';
import { ModelSettings } from './model/settings';
import { toAnswerEvents } from './toAnswerEvents';

type Person = StreamOptions['credentials'];

/** What the consultant needs to work with a model. */
export interface ConsultantModel {
  model: LanguageModel;
  settings: ModelSettings;
  tools: ToolBox;
  runner: ToolRunner;
  pauses: PauseStore;
}

/** A question to the consultant. */
export interface AgentQuestion
  extends Pick<
    StreamOptions,
    'attachments' | 'credentials' | 'history' | 'signal' | 'text'
  > {
  /** Where a person can decide about calls that wait; absent where nobody can, and then none is made. */
  conversationId?: string;
}

/** The consultant: with a model when one is configured and answers, else without. */
export class ConsultantAgent {
  readonly #options: ConsultantAgentOptions;

  private constructor(options: ConsultantAgentOptions) {
    this.#options = options;
  }

  static create(options: ConsultantAgentOptions): ConsultantAgent {
    return new ConsultantAgent(options);
  }

  /** Name of the model; undefined without one. */
  get modelName(): string | undefined {
    return this.#options.model?.settings.name;
  }

  /** Lists the tools that the model may use for a person; undefined without a model. */
  async listTools(credentials: Person) {
    const tools = await this.#options.model?.tools.list({ credentials });
    return tools?.map(({ name, needsApproval }) => ({ name, needsApproval }));
  }

  /** Answers a question. Ends with `message-end` unless it throws. */
  async *ask(question: AgentQuestion): AsyncGenerator<RuntimeEvent> {
    const { consultant, generateId, model } = this.#options;
    const { attachments, text } = question;
    if (!model) {
      yield* this.#askConsultant(question);
      return;
    }
    if (consultant.isAboutMe(text) && attachments.length === 0) {
      for (const part of await consultant.introduce({
        model: this.modelName,
      })) {
        yield* toAnswerEvents(part, { generateId });
      }
      yield { type: 'message-end', finishReason: 'stop' };
      return;
    }
    yield { type: 'status', text: `Asking ${model.settings.name}` };
    yield* this.#askModel(question, model);
  }

  /** See `AgentRuntime.decide`: any process may go on, once. */
  async *decide(options: DecideOptions): AsyncGenerator<RuntimeEvent> {
    const { model } = this.#options;
    const { approvalId, conversationId, credentials, decisions } = options;
    const owner = credentials.principal.userEntityRef;
    const key = { approvalId, conversationId, owner };
    const state = await model?.pauses.find(key);
    if (!model || !state || pendingDigest(state.pending) !== options.digest) {
      throw new ConflictError(
        'The consultant does not wait with these calls any more, they were decided before or have changed; nothing was called.',
      );
    }
    const ids = new Set(state.pending.map(({ id }) => id));
    if (
      decisions.length !== ids.size ||
      new Set(decisions.map(({ toolCallId }) => toolCallId)).size !==
        ids.size ||
      decisions.some(({ toolCallId }) => !ids.has(toolCallId))
    ) {
      throw new ConflictError(
        'The decisions do not name exactly the calls that the consultant waits with; nothing was called.',
      );
    }
    const tools = await model.tools.list({ credentials });
    if (!(await model.pauses.take(key))) {
      throw new ConflictError(
        'Somebody else decided about these calls first; nothing was called.',
      );
    }
    const answer = this.#createAnswer(model, { ...options, state, tools });
    try {
      yield* answer.run(decisions);
    } catch (error) {
      if (!(error instanceof ModelUnavailableError)) throw error;
      this.#warn(error);
      yield {
        type: 'text-delta',
        delta: `${
          answer.wroteText ? '\n\n' : ''
        }What you approved was called, its results are above. The model ${
          model.settings.name
        } could not go on with them: ${error.message}.`,
      };
      yield { type: 'message-end', finishReason: 'stop' };
    }
  }

  async *#askModel(
    question: AgentQuestion,
    model: ConsultantModel,
  ): AsyncGenerator<RuntimeEvent> {
    const { attachments, credentials, history, text } = question;
    const state: AnswerState = {
      messages: [
        ...history.map(toModelMessage),
        { role: 'user', content: toPrompt(text, attachments) },
      ],
      given: [],
      steps: 0,
      tokens: 0,
      usedTools: attachments.length > 0,
      results: [],
      pending: [],
    };
    const tools = await model.tools.list({ credentials });
    const answer = this.#createAnswer(model, { ...question, state, tools });
    try {
      yield* answer.run();
    } catch (error) {
      if (!(error instanceof ModelUnavailableError)) throw error;
      this.#warn(error);
      yield {
        type: 'text-delta',
        delta: `${answer.wroteText ? '\n\n' : ''}*The model ${
          model.settings.name
        } gave no full answer: ${
          error.message
        }. What follows is what I find without it.*\n\n`,
      };
      yield* this.#askConsultant(question);
    }
  }

  #createAnswer(
    model: ConsultantModel,
    options: Pick<
      AgentQuestion,
      'conversationId' | 'credentials' | 'signal'
    > & {
      state: AnswerState;
      tools: Awaited<ReturnType<ToolBox['list']>>;
    },
  ): ModelAnswer {
    const { conversationId, credentials, signal, state, tools } = options;
    const owner = credentials.principal.userEntityRef;
    return ModelAnswer.create({
      model: model.model,
      settings: model.settings,
      runner: model.runner,
      generateId: this.#options.generateId,
      credentials,
      signal,
      state,
      // Where nobody can approve, the model need not know of tools that write.
      tools: tools.filter(
        tool => conversationId !== undefined || !tool.needsApproval,
      ),
      pause:
        conversationId === undefined
          ? undefined
          : (approvalId, paused) =>
              model.pauses.save({ approvalId, conversationId, owner }, paused),
    });
  }

  async *#askConsultant(question: AgentQuestion): AsyncGenerator<RuntimeEvent> {
    const { consultant, generateId } = this.#options;
    for await (const part of consultant.answer(question)) {
      question.signal.throwIfAborted();
      yield* toAnswerEvents(part, { generateId });
    }
    yield { type: 'message-end', finishReason: 'stop' };
  }

  #warn(error: ModelUnavailableError): void {
    this.#options.logger.warn(
      `The model of the consultant gave no full answer: ${error.message}; ${
        error.cause instanceof Error ? error.cause.message : ''
      }`,
    );
  }
}

function toModelMessage(message: HistoryMessage): ModelMessage {
  return message.role === 'user'
    ? {
        role: 'user',
        content: toPrompt(message.text, message.attachments ?? []),
      }
    : { role: 'assistant', content: message.text };
}

/** Options of {@link ConsultantAgent.create}. */
export interface ConsultantAgentOptions {
  consultant: Consultant;
  model?: ConsultantModel;
  logger: LoggerService;
  generateId: () => string;
}
