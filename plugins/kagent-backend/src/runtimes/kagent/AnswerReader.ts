import type { Message, StreamResponse, Task, TaskStatus } from '@a2a-js/sdk';
import { Role, TaskState } from '@a2a-js/sdk';
import { z } from 'zod';
import { RuntimeEvent } from '../AgentRuntime';
import { readText } from '../a2aMessages';
import {
  AdkCall,
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
  'The agent waits for a decision about a call that the portal cannot show; nothing was passed on. Decide in the user interface of kagent, or update the portal.';

/** Tool names of other agents carry this between namespace and name. */
const AGENT_MARK = '__NS__';

/**
 * Turns the stream of a kagent agent into events of an answer.
 *
 * @remarks
 * The stream of kagent repeats itself: a whole text follows its own pieces, an artifact follows the last text, and a stream that was
 * taken up again begins with what was said before. Everything is told once.
 */
export class AnswerReader {
  readonly #now: () => number;
  /** Whole messages that were told, by id. */
  readonly #told = new Set<string>();
  /** Messages that were told as pieces of a text, by id. */
  readonly #partials = new Set<string>();
  /** Milliseconds at which a call was seen, by the id of the call. */
  readonly #calls = new Map<string, number>();
  /** Digests of the calls that this answer showed, by the id of the call. */
  readonly #shown = new Map<string, string>();
  readonly #answered = new Set<string>();
  readonly #usage = new Map<string, z.infer<typeof usageSchema>>();
  /** The pieces of the text that is being told. */
  #pieces = '';
  /** The last whole text. */
  #lastText = '';
  #spoke = false;
  #taskId?: string;
  /** The message by which the task was paused before this answer. */
  #pausedBefore?: string;
  #ended = false;

  private constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * @param options.now - The clock, in milliseconds.
   * @param options.before - The task as it stood before, when a paused one goes on: what it holds was told already.
   */
  static create(options: { now: () => number; before?: Task }): AnswerReader {
    const reader = new AnswerReader(options.now);
    const { history = [], status } = options.before ?? {};
    reader.#pausedBefore = status?.message?.messageId;
    for (const message of [...history, status?.message ?? []].flat()) {
      reader.#told.add(message.messageId);
      for (const part of readParts(message)) {
        if (part.type === 'call')
          reader.#calls.set(part.call.id, options.now());
      }
      for (const { id } of readPending(message))
        reader.#calls.set(id, options.now());
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

  /** Reads one item of the stream. */
  read({ payload }: StreamResponse): RuntimeEvent[] {
    if (this.#ended) return [];
    switch (payload?.$case) {
      case 'task':
        this.#taskId = payload.value.id;
        return this.#readStatus(payload.value.status, undefined);
      case 'statusUpdate':
        this.#taskId = payload.value.taskId;
        return this.#readStatus(payload.value.status, payload.value.metadata);
      case 'artifactUpdate':
        return this.#tellArtifact(payload.value.artifact);
      case 'message':
        return [
          ...this.#readMessage(payload.value, undefined),
          ...this.#end('stop'),
        ];
      default:
        return [];
    }
  }

  /** Reads a task as a whole: what the stream has not told, then where it stands. */
  readTask(task: Task): RuntimeEvent[] {
    if (this.#ended) return [];
    this.#taskId = task.id;
    // A history may keep the pieces of a text as messages of their own.
    const messages = task.history.filter(
      message =>
        message.role === Role.ROLE_AGENT &&
        !(
          this.#partials.has(message.messageId) &&
          this.#pieces.includes(readText(message))
        ),
    );
    return [
      ...messages.flatMap(message => this.#readMessage(message, undefined)),
      ...task.artifacts.flatMap(artifact => this.#tellArtifact(artifact)),
      ...this.#readStatus(task.status, undefined),
    ];
  }

  #readStatus(
    status: TaskStatus | undefined,
    metadata: Record<string, unknown> | undefined,
  ): RuntimeEvent[] {
    const { state, message } = status ?? {};
    const events = message ? this.#readMessage(message, metadata) : [];
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
            this.#spoke
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
      ...pending.flatMap(call => this.#tellPending(call)),
      {
        type: 'approval-request',
        approvalId: this.#taskId ?? '',
        toolCallIds: pending.map(({ id }) => id),
        digest: pendingDigest(pending),
      },
      ...this.#end('approval'),
    ];
  }

  #readMessage(
    message: Message,
    metadata: Record<string, unknown> | undefined,
  ): RuntimeEvent[] {
    const all = { ...metadata, ...message.metadata };
    const usage = usageSchema.safeParse(readAdkMetadata(all, 'usage_metadata'));
    if (usage.success) this.#usage.set(message.messageId, usage.data);
    const partial = readAdkMetadata(all, 'partial') === true;
    if (partial) {
      this.#partials.add(message.messageId);
    } else {
      if (this.#told.has(message.messageId)) return [];
      this.#told.add(message.messageId);
    }
    return readParts(message).flatMap((part): RuntimeEvent[] => {
      switch (part.type) {
        case 'text':
          return partial
            ? this.#tellPiece(part.text)
            : this.#tellText(part.text);
        case 'call':
          return this.#tellCall(part.call);
        case 'response':
          return this.#tellResponse(part.response);
        case 'sign-in':
          return [{ type: 'status', text: signInText }];
        default:
          return [];
      }
    });
  }

  #tellPiece(text: string): RuntimeEvent[] {
    const delta = this.#pieces === '' ? this.#separate(text) : text;
    this.#pieces += text;
    return say(delta);
  }

  /** A whole text repeats its pieces: only what they did not say is told. */
  #tellText(text: string): RuntimeEvent[] {
    const pieces = this.#pieces;
    this.#pieces = '';
    this.#lastText = text;
    if (pieces === '') return say(this.#separate(text));
    return say(
      text.startsWith(pieces)
        ? text.slice(pieces.length)
        : this.#separate(text),
    );
  }

  #tellArtifact(artifact: Pick<Message, 'parts'> | undefined): RuntimeEvent[] {
    if (!artifact) return [];
    const texts = readParts(artifact).flatMap(part =>
      part.type === 'text' ? part.text : [],
    );
    const text = texts.join('');
    const known = [this.#lastText, this.#pieces].some(
      said => said !== '' && said.trim() === text.trim(),
    );
    return text.trim() === '' || known ? [] : this.#tellText(text);
  }

  /** The digest is about the call as it waits, so that is what has to be shown, whatever was told under its id before. */
  #tellPending(call: AdkCall): RuntimeEvent[] {
    if (this.#shown.get(call.id) === pendingDigest([call])) return [];
    this.#calls.delete(call.id);
    return this.#tellCall(call);
  }

  #tellCall(call: AdkCall): RuntimeEvent[] {
    if (this.#calls.has(call.id)) return [];
    this.#calls.set(call.id, this.#now());
    this.#shown.set(call.id, pendingDigest([call]));
    this.#pieces = '';
    const events: RuntimeEvent[] = [
      {
        type: 'tool-input-available',
        toolCallId: call.id,
        toolName: toToolName(call.name),
        input: call.args ?? {},
      },
    ];
    return call.name.includes(AGENT_MARK)
      ? [
          { type: 'status', text: `Asking the agent ${toToolName(call.name)}` },
          ...events,
        ]
      : events;
  }

  #tellResponse({
    id,
    response,
  }: {
    id: string;
    response?: Record<string, unknown> | null;
  }): RuntimeEvent[] {
    const status = response?.status;
    const waits = status === 'confirmation_requested' || status === 'pending';
    const startedAt = this.#calls.get(id);
    if (waits || startedAt === undefined || this.#answered.has(id)) return [];
    this.#answered.add(id);
    return [
      {
        type: 'tool-output-available',
        toolCallId: id,
        output: response?.result ?? response ?? null,
        isError: response?.isError === true || response?.error !== undefined,
        durationMs: Math.max(0, this.#now() - startedAt),
      },
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

  /** Sets a text apart from what was said before. */
  #separate(text: string): string {
    const separated = this.#spoke && text !== '' ? `\n\n${text}` : text;
    this.#spoke ||= text !== '';
    return separated;
  }
}

function say(delta: string): RuntimeEvent[] {
  return delta === '' ? [] : [{ type: 'text-delta', delta }];
}

function toError(message: string): RuntimeEvent {
  return { type: 'error', name: 'AgentFailedError', message };
}

/** `kagent__NS__k8s_agent` is the agent `k8s_agent` of the namespace `kagent`. */
function toToolName(name: string): string {
  return name.replace(AGENT_MARK, '/');
}
