import type { Part } from '@a2a-js/sdk';
import { TaskState } from '@a2a-js/sdk';
import { RuntimeEvent } from '../../AgentRuntime';
import {
  DATA_ARTIFACT,
  TEXT_ARTIFACT,
  toDataPart,
  toTextPart,
} from '../../a2aMessages';
import { OPEN_TEMPLATE } from '../toAnswerEvents';

/** What of an answer goes to an A2A client. */
export type A2aOutput =
  | { type: 'status'; state: TaskState; text?: string }
  | { type: 'artifact'; artifactId: string; parts: Part[]; append: boolean };

type ToolInput = Extract<RuntimeEvent, { type: 'tool-input-available' }>;

/** Every piece of text is written to the database, so words are put together up to this many characters. */
const PIECE = 120;

/**
 * Turns the events of an answer into what A2A clients get.
 *
 * @remarks The text is the artifact `answer`; citations, offered actions and tool calls are data parts of the artifact `details`.
 */
export class AnswerWriter {
  readonly #begun = new Set<string>();
  readonly #calls = new Map<string, ToolInput>();
  #text = '';

  private constructor() {}

  static create(): AnswerWriter {
    return new AnswerWriter();
  }

  write(event: RuntimeEvent): A2aOutput[] {
    if (event.type === 'text-delta') {
      this.#text += event.delta;
      return this.#text.length < PIECE ? [] : this.#takeText();
    }
    return [...this.#takeText(), ...this.#toOutputs(event)];
  }

  #toOutputs(
    event: Exclude<RuntimeEvent, { type: 'text-delta' }>,
  ): A2aOutput[] {
    switch (event.type) {
      case 'status':
        return [
          {
            type: 'status',
            state: TaskState.TASK_STATE_WORKING,
            text: event.text,
          },
        ];
      case 'source': {
        const { type, ...source } = event;
        return [this.#toData({ type, source })];
      }
      case 'tool-input-available':
        this.#calls.set(event.toolCallId, event);
        return [];
      case 'tool-output-available':
        return [this.#toData(this.#toCall(event))];
      case 'error':
        return [
          {
            type: 'status',
            state: TaskState.TASK_STATE_FAILED,
            text: event.message,
          },
        ];
      case 'message-end':
        return event.finishReason === 'stop'
          ? [{ type: 'status', state: TaskState.TASK_STATE_COMPLETED }]
          : [
              {
                type: 'status',
                state:
                  event.finishReason === 'cancelled'
                    ? TaskState.TASK_STATE_CANCELED
                    : TaskState.TASK_STATE_FAILED,
                text: event.note,
              },
            ];
      default:
        return [];
    }
  }

  #toCall(
    event: Extract<RuntimeEvent, { type: 'tool-output-available' }>,
  ): Record<string, unknown> {
    const { toolCallId, output, isError, durationMs } = event;
    const { toolName = '', input } = this.#calls.get(toolCallId) ?? {};
    return toolName === OPEN_TEMPLATE
      ? { type: 'action', input, output, durationMs }
      : { type: 'tool-call', toolName, input, output, isError, durationMs };
  }

  #toData(value: Record<string, unknown>): A2aOutput {
    return this.#toArtifact(DATA_ARTIFACT, [toDataPart(value)]);
  }

  #takeText(): A2aOutput[] {
    const text = this.#text;
    this.#text = '';
    return text ? [this.#toArtifact(TEXT_ARTIFACT, [toTextPart(text)])] : [];
  }

  #toArtifact(artifactId: string, parts: Part[]): A2aOutput {
    const append = this.#begun.has(artifactId);
    this.#begun.add(artifactId);
    return { type: 'artifact', artifactId, parts, append };
  }
}
