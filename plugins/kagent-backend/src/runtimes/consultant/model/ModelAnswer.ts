import { AssistantModelMessage, LanguageModel } from 'ai';
import { pendingDigest } from '../../kagent/pendingDigest';
import { AnswerEvent, RuntimeEvent, ToolDecision } from '../../AgentRuntime';
import { AnswerState, CallResult, toResultPart } from './AnswerState';
import { Citations } from './Citations';
import { ConsultantTool, ToolCall, ToolContext } from './ConsultantTool';
import { InstructionGuard } from './InstructionGuard';
import { ModelUnavailableError } from './ModelUnavailableError';
import { OutputGuard } from './OutputGuard';
import { ToolRunner, toOutcome } from './ToolRunner';
import { askModel } from './askModel';
import { estimateTokens, fitMessages } from './fitMessages';
import { SYSTEM_PROMPT } from './prompt';
import { ModelSettings } from './settings';

/** Most calls of one step; what a model calls beyond them is not made. */
const MAX_CALLS = 16;

/** Options of {@link ModelAnswer.create}. */
export interface ModelAnswerOptions {
  model: LanguageModel;
  settings: ModelSettings;
  runner: ToolRunner;
  tools: ConsultantTool[];
  credentials: ToolContext['credentials'];
  /** Where the answer stands; it is changed as the answer goes on. */
  state: AnswerState;
  signal: AbortSignal;
  generateId: () => string;
  /** Keeps the answer while it waits. Without it, calls that need approval are refused. */
  pause?: (approvalId: string, state: AnswerState) => Promise<void>;
}

/**
 * One answer of the model: steps of text and calls until it ends, waits for a person or reaches a limit.
 *
 * @remarks
 * The model decides nothing. A call runs when its tool is on the list and only reads; one that writes waits until a person has
 * approved exactly its arguments. Text reaches people through {@link OutputGuard} alone.
 */
export class ModelAnswer {
  readonly #options: ModelAnswerOptions;
  readonly #citations: Citations;
  readonly #deadline: AbortSignal;
  readonly #signal: AbortSignal;
  #wroteText = false;

  private constructor(options: ModelAnswerOptions) {
    this.#options = options;
    this.#citations = Citations.create({ given: options.state.given });
    this.#deadline = AbortSignal.timeout(options.settings.timeoutMs);
    this.#signal = AbortSignal.any([options.signal, this.#deadline]);
  }

  static create(options: ModelAnswerOptions): ModelAnswer {
    return new ModelAnswer(options);
  }

  /** Whether people have seen text of the model already. */
  get wroteText(): boolean {
    return this.#wroteText;
  }

  /**
   * Goes on from the state.
   *
   * @param decisions - What a person decided about the calls that the answer waited with: those that they approved are made first.
   * @throws ModelUnavailableError, also when the time is up before any text.
   */
  async *run(decisions?: ToolDecision[]): AsyncGenerator<RuntimeEvent> {
    try {
      if (decisions) yield* this.#decide(decisions);
      yield* this.#run();
    } catch (error) {
      this.#options.signal.throwIfAborted();
      if (!this.#deadline.aborted) throw error;
      const seconds = Math.round(this.#options.settings.timeoutMs / 1000);
      if (!this.#wroteText) {
        throw new ModelUnavailableError(
          `it gave no answer in ${seconds} seconds`,
          error,
        );
      }
      yield* this.#stopAt(`the limit of ${seconds} seconds for one answer`);
    }
  }

  async *#decide(decisions: ToolDecision[]): AsyncGenerator<RuntimeEvent> {
    const { state, tools } = this.#options;
    const { pending, results } = state;
    state.pending = [];
    state.results = [];
    for (const call of pending) {
      const decision = decisions.find(item => item.toolCallId === call.id);
      const tool = tools.find(({ name }) => name === call.name);
      if (decision?.approved && tool) {
        results.push(yield* this.#runTool(tool, call));
        continue;
      }
      results.push(
        yield* this.#refuse(
          call,
          decision?.approved
            ? `There is no tool "${call.name}" for this person.`
            : `The person rejected this call. ${
                decision?.reason ? `Their reason: ${decision.reason}` : ''
              }`.trim(),
        ),
      );
    }
    this.#tellResults(results);
  }

  async *#run(): AsyncGenerator<RuntimeEvent> {
    const { settings, state } = this.#options;
    for (;;) {
      if (state.steps >= settings.maxSteps) {
        yield* this.#stopAt(
          `the limit of ${settings.maxSteps} steps for one answer`,
        );
        return;
      }
      if (state.tokens >= settings.maxTokens) {
        yield* this.#stopAt(
          `the limit of ${settings.maxTokens} tokens for one answer`,
        );
        return;
      }
      const step = yield* this.#step();
      if (step === undefined) return;
      if (step.length === 0) {
        yield* this.#end();
        return;
      }
      const waits = yield* this.#makeCalls(step);
      if (waits) return;
    }
  }

  /** @returns The calls that the model made; undefined when the answer was cut. */
  async *#step(): AsyncGenerator<
    RuntimeEvent,
    { call: ToolCall; problem?: string }[] | undefined
  > {
    const { generateId, model, settings, state, tools } = this.#options;
    const guard = OutputGuard.create({
      citations: this.#citations,
      instructions: SYSTEM_PROMPT,
    });
    const calls: { call: ToolCall; problem?: string }[] = [];
    const maxOutputTokens = Math.max(
      16,
      Math.floor(
        Math.min(settings.contextTokens / 4, settings.maxTokens - state.tokens),
      ),
    );
    let text = '';
    state.steps += 1;
    for await (const part of askModel({
      model,
      generateId,
      tools,
      maxOutputTokens,
      messages: fitMessages(state.messages, {
        maxTokens:
          settings.contextTokens -
          maxOutputTokens -
          estimateTokens([SYSTEM_PROMPT, tools]),
      }),
      signal: this.#signal,
    })) {
      if (part.type === 'text') {
        text += part.text;
        yield* this.#tell(guard.push(part.text));
        if (guard.cut) {
          yield { type: 'message-end', finishReason: 'stop' };
          return undefined;
        }
      } else if (part.type === 'call') {
        calls.push(withoutInstructions(part));
      } else {
        yield* this.#tell(guard.flush());
        state.tokens += part.inputTokens + part.outputTokens;
        const { inputTokens, outputTokens } = part;
        yield { type: 'usage', inputTokens, outputTokens };
        if (part.finishReason === 'length' && calls.length === 0) {
          yield* this.#say(
            '\n\nThe answer ends here, because it became longer than the model may write at once.',
          );
        }
      }
    }
    if (calls.length > 0 && text !== '') yield* this.#say('\n\n');
    state.messages.push(toAssistantMessage(text, calls));
    return calls;
  }

  /** @returns Whether the answer waits for a person now. */
  async *#makeCalls(
    calls: { call: ToolCall; problem?: string }[],
  ): AsyncGenerator<RuntimeEvent, boolean> {
    const { state, tools } = this.#options;
    const results: CallResult[] = [];
    const pending: ToolCall[] = [];
    for (const [index, { call, problem }] of calls.entries()) {
      const tool = tools.find(({ name }) => name === call.name);
      yield {
        type: 'tool-input-available',
        toolCallId: call.id,
        toolName: call.name,
        input: call.args,
      };
      const refusal = this.#findRefusal(tool, call, problem, index);
      if (refusal !== undefined || !tool) {
        results.push(yield* this.#refuse(call, refusal ?? ''));
      } else if (tool.needsApproval) {
        pending.push(call);
      } else {
        results.push(yield* this.#runTool(tool, call));
      }
    }
    if (pending.length === 0) {
      this.#tellResults(results);
      return false;
    }
    state.results = results;
    state.pending = pending;
    yield* this.#wait(pending);
    return true;
  }

  #findRefusal(
    tool: ConsultantTool | undefined,
    call: ToolCall,
    problem: string | undefined,
    index: number,
  ): string | undefined {
    if (!tool) return `There is no tool "${call.name}"; nothing was called.`;
    if (problem !== undefined) return problem;
    if (index >= MAX_CALLS) {
      return `More than ${MAX_CALLS} calls at once; this one was not made.`;
    }
    return tool.needsApproval && !this.#options.pause
      ? 'This tool writes, and nobody can approve it here; it was not called.'
      : undefined;
  }

  async *#wait(pending: ToolCall[]): AsyncGenerator<RuntimeEvent> {
    const { generateId, pause, state } = this.#options;
    const approvalId = generateId();
    state.given = this.#citations.given;
    await pause?.(approvalId, state);
    yield {
      type: 'approval-request',
      approvalId,
      toolCallIds: pending.map(({ id }) => id),
      digest: pendingDigest(pending.map(call => ({ ...call }))),
    };
    yield { type: 'message-end', finishReason: 'approval' };
  }

  async *#runTool(
    tool: ConsultantTool,
    call: ToolCall,
  ): AsyncGenerator<RuntimeEvent, CallResult> {
    const { credentials, runner, state } = this.#options;
    if (!tool.givesPassages) state.usedTools = true;
    yield { type: 'status', text: `Using ${call.name}` };
    const { event, result } = await runner.run(tool, call, {
      credentials,
      citations: this.#citations,
      signal: this.#signal,
    });
    yield event;
    return result;
  }

  async *#refuse(
    call: ToolCall,
    reason: string,
  ): AsyncGenerator<RuntimeEvent, CallResult> {
    const { event, result } = toOutcome(call, reason, {
      isError: true,
      durationMs: 0,
    });
    yield event;
    return result;
  }

  #tellResults(results: CallResult[]): void {
    this.#options.state.messages.push({
      role: 'tool',
      content: results.map(toResultPart),
    });
  }

  async *#end(): AsyncGenerator<RuntimeEvent> {
    if (this.#citations.count === 0) {
      yield* this.#say(
        this.#options.state.usedTools
          ? '\n\n*No source for this answer in the docs; it rests on what the tools returned.*'
          : '\n\n*No source for this answer: it rests on no passage of the docs and on no tool.*',
      );
    }
    yield { type: 'message-end', finishReason: 'stop' };
  }

  async *#stopAt(limit: string): AsyncGenerator<RuntimeEvent> {
    yield* this.#say(
      `${
        this.#wroteText ? '\n\n' : ''
      }I stopped here: ${limit} is reached. Ask for less at once, or have the limit raised in the configuration of the portal.`,
    );
    yield { type: 'message-end', finishReason: 'stop' };
  }

  async *#say(text: string): AsyncGenerator<RuntimeEvent> {
    yield* this.#tell([{ type: 'text-delta', delta: text }]);
  }

  async *#tell(events: AnswerEvent[]): AsyncGenerator<RuntimeEvent> {
    for (const event of events) {
      if (event.type === 'text-delta') this.#wroteText = true;
      yield event;
    }
  }
}

/** A call must not carry the instructions away either: neither a tool nor people see such arguments. */
function withoutInstructions({
  call,
  problem,
}: {
  call: ToolCall;
  problem?: string;
}): { call: ToolCall; problem?: string } {
  const guard = InstructionGuard.create({ instructions: SYSTEM_PROMPT });
  const isClean = ![JSON.stringify(call.args), problem ?? ''].some(text =>
    guard.repeats(`${text.replace(/\\[nrt]/g, ' ')} `),
  );
  return isClean
    ? { call, problem }
    : {
        call: { ...call, args: {} },
        problem:
          'The arguments repeat the instructions of the consultant; they were removed, and the call was not made.',
      };
}

function toAssistantMessage(
  text: string,
  calls: { call: ToolCall }[],
): AssistantModelMessage {
  return {
    role: 'assistant',
    content: [
      ...(text ? [{ type: 'text' as const, text }] : []),
      ...calls.map(({ call }) => ({
        type: 'tool-call' as const,
        toolCallId: call.id,
        toolName: call.name,
        input: call.args,
      })),
    ],
  };
}
