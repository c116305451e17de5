import type {
  Artifact,
  Message,
  StreamResponse,
  Task,
  TaskArtifactUpdateEvent,
  TaskStatus,
} from '@a2a-js/sdk';
import { Role, TaskState } from '@a2a-js/sdk';
import { z } from 'zod';
import { RuntimeEvent } from '../AgentRuntime';
import { AnswerCalls, Subagent } from './AnswerCalls';
import { AnswerText } from './AnswerText';
import {
  AdkPart,
  isDecidable,
  readAdkMetadata,
  readParts,
  readPending,
} from './adkParts';
import { pendingDigest } from './pendingDigest';

const usageSchema = z.looseObject({
  promptTokenCount: z.number().int().nonnegative().catch(0),
  candidatesTokenCount: z.number().int().nonnegative().catch(0),
});

const signInText =
  'A tool of the agent waits for a sign-in, which the portal cannot give; sign in where the tool is from, or use another agent.';

const riddleText =
  'The agent waits for a decision about a call that it does not show; nothing was passed on. Ask the agent that makes the call directly, or update the portal.';

/**
 * Turns the stream of a kagent agent into events of an answer.
 *
 * @remarks
 * The stream of kagent repeats itself: a whole text follows its own pieces, an artifact follows the last text, and a stream that was
 * taken up again begins with what was said before. Everything is told once.
 */
export class AnswerReader {
  readonly #text = new AnswerText();
  readonly #calls: AnswerCalls;
  /** Whole messages that were told, by id. */
  readonly #told = new Set<string>();
  /** How often each piece of a text was told; Go agents give all pieces of a text one id. */
  readonly #pieces = new Map<string, number>();
  readonly #usage = new Map<string, z.infer<typeof usageSchema>>();
  #taskId?: string;
  /** The message by which the task was paused before this answer. */
  #pausedBefore?: string;
  #ended = false;

  private constructor(now: () => number) {
    this.#calls = new AnswerCalls(now);
  }

  /**
   * @param options.now - The clock, in milliseconds.
   * @param options.taskId - The task, when it is known already.
   * @param options.before - The task as it stood before, when a paused one goes on: what it holds was told already.
   */
  static create(options: {
    now: () => number;
    taskId?: string;
    before?: Pick<Task, 'history' | 'status'>;
  }): AnswerReader {
    const reader = new AnswerReader(options.now);
    reader.#taskId = options.taskId;
    const { history = [], status } = options.before ?? {};
    reader.#pausedBefore = status?.message?.messageId;
    for (const message of [...history, status?.message ?? []].flat()) {
      reader.#told.add(message.messageId);
      for (const part of readParts(message)) {
        if (part.type === 'call') reader.#calls.know(part.call, part.sessionId);
        if (part.type === 'response') {
          reader.#calls.knowResponse(part.response);
        }
        if (part.type === 'text' && isPartial(message.metadata)) {
          reader.#countPiece(toPieceKey(message, part.text));
        }
      }
      for (const call of readPending(message)) reader.#calls.know(call);
    }
    return reader;
  }

  /** The task that the agent works on, once it is known. */
  get taskId(): string | undefined {
    return this.#taskId;
  }

  /** Whether the answer is over; nothing more is told then. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Agents that were asked as tools, by the id of the call. */
  get subagents(): ReadonlyMap<string, Subagent> {
    return this.#calls.subagents;
  }

  /** Reads one item of the stream. */
  read({ payload }: StreamResponse): RuntimeEvent[] {
    if (this.#ended) return [];
    switch (payload?.$case) {
      case 'task':
        return this.#readTask(payload.value);
      case 'statusUpdate':
        return [
          ...this.#start(payload.value.taskId),
          ...this.#readStatus(payload.value.status, payload.value.metadata),
        ];
      case 'artifactUpdate':
        return this.#readArtifact(payload.value);
      case 'message':
        return [
          ...this.#readMessage(payload.value, undefined),
          ...this.#end('stop'),
        ];
      default:
        return [];
    }
  }

  /** Reads a task as a whole: what the stream has not told, then where it stands. Pieces of a text may be missed then. */
  readTask(task: Task): RuntimeEvent[] {
    if (this.#ended) return [];
    const events = this.#readTask(task);
    this.#text.miss();
    return events;
  }

  #readTask(task: Task): RuntimeEvent[] {
    const { history, status } = task;
    const current = status?.message;
    const currentId = current?.messageId;
    const earlier = history.filter(({ messageId }) => messageId !== currentId);
    const messages = this.#withoutToldPieces(
      [...earlier, current ?? []].flat(),
      // A controller keeps no pieces but the newest, which may go on where nothing was told.
      history.some(({ metadata }) => isPartial(metadata)),
    );
    const completed = status?.state === TaskState.TASK_STATE_COMPLETED;
    return [
      ...this.#start(task.id),
      ...messages.flatMap(message =>
        isPartial(message.metadata)
          ? this.#tellPieces(message, true)
          : this.#readMessage(
              message,
              undefined,
              completed && message === current,
            ),
      ),
      ...task.artifacts.flatMap(artifact => this.#tellArtifact(artifact)),
      ...this.#readStatus(
        status &&
          (isPartial(current?.metadata)
            ? { ...status, message: undefined }
            : status),
        undefined,
      ),
    ];
  }

  /** Pieces are told as often as they are there, as their ids may be the same; those of a text that follows are in that text. */
  #withoutToldPieces(messages: Message[], kept: boolean): Message[] {
    const pieces = new Map<string, number>();
    const lastWhole = messages.findLastIndex(
      message => !isPartial(message.metadata) && textOf(message) !== '',
    );
    return messages.filter((message, index) => {
      if (!isPartial(message.metadata)) return true;
      const key = toPieceKey(message, textOf(message));
      const count = (pieces.get(key) ?? 0) + 1;
      pieces.set(key, count);
      return kept && index > lastWhole && count > (this.#pieces.get(key) ?? 0);
    });
  }

  #start(taskId: string): RuntimeEvent[] {
    if (this.#taskId === taskId || taskId === '') return [];
    this.#taskId = taskId;
    return [{ type: 'task-start', taskId }];
  }

  #readStatus(
    status: TaskStatus | undefined,
    metadata: Record<string, unknown> | undefined,
  ): RuntimeEvent[] {
    const { state, message } = status ?? {};
    const events = message
      ? this.#readMessage(
          message,
          metadata,
          state === TaskState.TASK_STATE_COMPLETED,
        )
      : [];
    switch (state) {
      case TaskState.TASK_STATE_COMPLETED:
        return [...events, ...this.#end('stop')];
      case TaskState.TASK_STATE_CANCELED:
        return [...events, ...this.#end('cancelled')];
      case TaskState.TASK_STATE_FAILED:
      case TaskState.TASK_STATE_REJECTED:
        return [
          ...events,
          toError(
            this.#text.spoke
              ? 'The agent failed; what it said last tells why.'
              : 'The agent failed and did not say why; its log in the cluster does.',
          ),
          ...this.#end('error'),
        ];
      case TaskState.TASK_STATE_AUTH_REQUIRED:
        return [...events, toError(signInText), ...this.#end('error')];
      case TaskState.TASK_STATE_INPUT_REQUIRED:
        // A stream that goes on with a task may first show it as it was.
        if (message && message.messageId === this.#pausedBefore) return [];
        return [...events, ...this.#pause(message)];
      default:
        return events;
    }
  }

  #pause(message: Message | undefined): RuntimeEvent[] {
    if (!isDecidable(message)) {
      return [toError(riddleText), ...this.#end('error')];
    }
    const pending = readPending(message);
    if (pending.length === 0) return this.#end('stop');
    return [
      ...pending.flatMap(call => this.#calls.tellPending(call)),
      {
        type: 'approval-request',
        approvalId: this.#taskId ?? '',
        toolCallIds: pending.map(({ id }) => id),
        digest: pendingDigest(pending),
      },
      ...this.#end('approval'),
    ];
  }

  /** @param last - Whether the task ends with it; Go agents then say the last text again, as a new message. */
  #readMessage(
    message: Message,
    metadata: Record<string, unknown> | undefined,
    last = false,
  ): RuntimeEvent[] {
    // A task begins with what the person said; that is no part of the answer.
    if (message.role === Role.ROLE_USER) return [];
    const { messageId } = message;
    const all = { ...metadata, ...message.metadata };
    const partial = isPartial(all);
    // The last event of a task repeats the last message with the tokens of another one.
    if (!partial && this.#told.has(messageId)) return [];
    const usage = usageSchema.safeParse(readAdkMetadata(all, 'usage_metadata'));
    if (usage.success) this.#usage.set(messageId, usage.data);
    if (partial) return this.#tellPieces(message);
    this.#told.add(messageId);
    const parts = readParts(message);
    const firstText = parts.findIndex(({ type }) => type === 'text');
    return parts.flatMap((part, index) => {
      if (part.type !== 'text') {
        return this.#tellPart(part, `${messageId}:${index}`);
      }
      if (index !== firstText) return [];
      const text = textOf(message);
      return say(
        last ? this.#text.tellAgain(text) : this.#text.tellWhole(text),
      );
    });
  }

  #tellPieces(message: Message, kept = false): RuntimeEvent[] {
    const text = textOf(message);
    if (text === '') return [];
    const delta = kept
      ? this.#text.tellKeptPiece(text)
      : this.#text.tellPiece(text);
    if (delta !== '') this.#countPiece(toPieceKey(message, text));
    return say(delta);
  }

  #countPiece(key: string): void {
    this.#pieces.set(key, (this.#pieces.get(key) ?? 0) + 1);
  }

  /** @param id - For what kagent gives no id. */
  #tellPart(part: AdkPart, id: string): RuntimeEvent[] {
    switch (part.type) {
      case 'call':
        this.#text.close();
        return this.#calls.tellCall(part.call, part.sessionId);
      case 'response':
        return this.#calls.tellResponse(part.response);
      case 'code':
        this.#text.close();
        return this.#calls.tellCode(id, {
          code: part.code,
          language: part.language,
        });
      case 'code-result':
        return this.#calls.tellCodeResult(id, part.output, part.isError);
      case 'file':
        return this.#calls.tellFile(id, part.file);
      case 'sign-in':
        return [{ type: 'status', text: signInText }];
      default:
        return [];
    }
  }

  /** Go agents send each piece twice, in a message and in an artifact. */
  #readArtifact(update: TaskArtifactUpdateEvent): RuntimeEvent[] {
    const { artifact, append, metadata } = update;
    if (!artifact) return [];
    if (isPartial(metadata)) {
      return say(this.#text.tellMirroredPiece(textOf(artifact)));
    }
    return this.#tellArtifact(artifact, append);
  }

  #tellArtifact(artifact: Artifact, append = false): RuntimeEvent[] {
    const text = textOf(artifact);
    return [
      ...say(append ? this.#text.tellMore(text) : this.#text.tellAgain(text)),
      ...readParts(artifact).flatMap((part, index) =>
        this.#tellPart(part, `${artifact.artifactId}:${index}`),
      ),
    ];
  }

  #end(
    finishReason: Extract<
      RuntimeEvent,
      { type: 'message-end' }
    >['finishReason'],
  ): RuntimeEvent[] {
    this.#ended = true;
    const usages = [...this.#usage.values()];
    const events: RuntimeEvent[] =
      usages.length === 0
        ? []
        : [
            {
              type: 'usage',
              inputTokens: usages.reduce((n, u) => n + u.promptTokenCount, 0),
              outputTokens: usages.reduce(
                (n, u) => n + u.candidatesTokenCount,
                0,
              ),
            },
          ];
    return [...events, { type: 'message-end', finishReason }];
  }
}

function say(delta: string): RuntimeEvent[] {
  return delta === '' ? [] : [{ type: 'text-delta', delta }];
}

function toError(message: string): RuntimeEvent {
  return { type: 'error', name: 'AgentFailedError', message };
}

function isPartial(metadata: Record<string, unknown> | undefined): boolean {
  return readAdkMetadata(metadata, 'partial') === true;
}

/** All text of a message or artifact, as one: its pieces do not tell where one part ends. */
function textOf(message: Pick<Message, 'parts'>): string {
  return readParts(message)
    .map(part => (part.type === 'text' ? part.text : ''))
    .join('');
}

function toPieceKey(message: Message, text: string): string {
  return `${message.messageId}\n${text}`;
}
