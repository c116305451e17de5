import { LanguageModel, ModelMessage, jsonSchema, streamText, tool } from 'ai';
import { ConsultantTool, ToolCall } from './ConsultantTool';
import { ModelUnavailableError, toModelError } from './ModelUnavailableError';
import { estimateTokens } from './fitMessages';
import { SYSTEM_PROMPT } from './prompt';

/** What one step of the model gives. */
export type StepPart =
  | { type: 'text'; text: string }
  | { type: 'call'; call: ToolCall; problem?: string }
  | {
      type: 'end';
      inputTokens: number;
      outputTokens: number;
      finishReason: string;
    };

/** Options of {@link askModel}. */
export interface StepOptions {
  model: LanguageModel;
  messages: ModelMessage[];
  tools: ConsultantTool[];
  maxOutputTokens: number;
  signal: AbortSignal;
  /** Gives calls ids of our own: models repeat theirs. */
  generateId: () => string;
}

/**
 * Asks the model once.
 *
 * @remarks No tool has a way to be run here: calls are only told.
 * @throws ModelUnavailableError; what aborted the signal.
 */
export async function* askModel(
  options: StepOptions,
): AsyncGenerator<StepPart> {
  const { generateId, messages, model, signal, tools } = options;
  const { fullStream } = streamText({
    model,
    messages,
    system: SYSTEM_PROMPT,
    tools: Object.fromEntries(
      tools.map(({ name, description, inputSchema }) => [
        name,
        tool({ description, inputSchema: jsonSchema(inputSchema) }),
      ]),
    ),
    maxOutputTokens: options.maxOutputTokens,
    maxRetries: 0,
    abortSignal: signal,
    // It is told by the stream too; the default writes it to the console.
    onError: () => {},
  });
  let written = 0;
  let calls = 0;
  for await (const part of fullStream) {
    switch (part.type) {
      case 'text-delta':
        written += part.text.length;
        yield { type: 'text', text: part.text };
        break;
      case 'tool-call': {
        calls += 1;
        const isReadable = isRecord(part.input);
        yield {
          type: 'call',
          call: {
            id: generateId(),
            name: part.toolName,
            args: isReadable ? part.input : {},
          },
          problem:
            part.invalid || !isReadable
              ? `The arguments are no JSON object: ${String(part.input)}`
              : undefined,
        };
        break;
      }
      case 'error':
        signal.throwIfAborted();
        throw toModelError(part.error);
      case 'abort':
        signal.throwIfAborted();
        throw new ModelUnavailableError('it stopped');
      case 'finish-step': {
        const { usage, finishReason } = part;
        if (finishReason === 'error' || (calls === 0 && written === 0)) {
          throw new ModelUnavailableError('it gave an empty answer');
        }
        yield {
          type: 'end',
          inputTokens: usage.inputTokens ?? estimateTokens(messages),
          outputTokens: usage.outputTokens ?? Math.ceil(written / 3),
          finishReason,
        };
        break;
      }
      default:
        break;
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
