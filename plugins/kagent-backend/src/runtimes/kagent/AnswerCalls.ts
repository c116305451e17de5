import { RuntimeEvent } from '../AgentRuntime';
import {
  AdkCall,
  AdkFile,
  AdkResponse,
  isAgentTool,
  toToolName,
} from './adkParts';
import { redactSecrets } from '../../redaction/redactSecrets';
import { pendingDigest } from './pendingDigest';

/** An agent that was asked as a tool, as far as its caller tells. */
export interface Subagent {
  /** Namespace and name, as `kagent/k8s_agent`. */
  agent: string;
  /** Its session at the controller; unknown for some versions of kagent. */
  sessionId?: string;
  state: 'running' | 'waiting' | 'done' | 'failed';
  /** Whether an answer before this one asked it. */
  before?: boolean;
}

/** The calls of an answer and what they came to, each told once. */
export class AnswerCalls {
  /** Agents that were asked as tools, by the id of the call. */
  readonly subagents = new Map<string, Subagent>();
  readonly #now: () => number;
  /** Milliseconds at which a call was seen, by the id of the call. */
  readonly #seen = new Map<string, number>();
  /** Digests of the calls that this answer showed, by the id of the call. */
  readonly #shown = new Map<string, string>();
  readonly #answered = new Set<string>();
  /** Runs of code that have no result yet, by their ids; kagent gives them none. */
  readonly #running: string[] = [];
  readonly #files = new Set<string>();

  /** @param now - The clock, in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Marks a call as told before this answer, so that its result is told and the call is not. */
  know({ id, name }: AdkCall, sessionId?: string): void {
    this.#seen.set(id, this.#now());
    if (!isAgentTool(name)) return;
    const agent = toToolName(name);
    this.subagents.set(id, {
      agent,
      sessionId,
      state: 'running',
      before: true,
    });
  }

  /** Marks a result as told before this answer. */
  knowResponse({ id, response }: AdkResponse): void {
    if (isWaiting(response)) return;
    this.#answered.add(id);
    this.subagents.delete(id);
  }

  /** The digest is about the call as it waits, so that is what has to be shown, whatever was told under its id before. */
  tellPending(call: AdkCall): RuntimeEvent[] {
    if (this.#shown.get(call.id) === pendingDigest([call])) return [];
    this.#seen.delete(call.id);
    return this.tellCall(call);
  }

  tellCall(call: AdkCall, sessionId?: string): RuntimeEvent[] {
    const toolName = toToolName(call.name);
    const known = this.subagents.get(call.id);
    if (known) known.sessionId ??= sessionId;
    if (this.#seen.has(call.id)) return [];
    this.#seen.set(call.id, this.#now());
    this.#shown.set(call.id, pendingDigest([call]));
    const events: RuntimeEvent[] = [
      {
        type: 'tool-input-available',
        toolCallId: call.id,
        toolName,
        input: call.args ?? {},
      },
    ];
    if (!isAgentTool(call.name)) return events;
    this.subagents.set(call.id, {
      agent: toolName,
      sessionId,
      state: 'running',
    });
    return [
      { type: 'status', text: `Asking the agent ${toolName}` },
      ...events,
    ];
  }

  tellResponse({ id, response }: AdkResponse): RuntimeEvent[] {
    const waits = isWaiting(response);
    const isError = response?.isError === true || response?.error !== undefined;
    const subagent = this.subagents.get(id);
    if (subagent) {
      if (typeof response?.subagent_session_id === 'string') {
        subagent.sessionId ??= response.subagent_session_id;
      }
      const ended = isError ? 'failed' : 'done';
      subagent.state = waits ? 'waiting' : ended;
    }
    const startedAt = this.#seen.get(id);
    if (waits || startedAt === undefined || this.#answered.has(id)) return [];
    this.#answered.add(id);
    return [
      {
        type: 'tool-output-available',
        toolCallId: id,
        output: withoutSecrets(response?.result ?? response ?? null),
        isError,
        durationMs: Math.max(0, this.#now() - startedAt),
      },
    ];
  }

  /** Code that the agent runs by itself is shown like a call. */
  tellCode(
    id: string,
    input: { code: string; language: string },
  ): RuntimeEvent[] {
    this.#running.push(id);
    return this.tellCall({ id, name: 'run_code', args: input });
  }

  tellCodeResult(id: string, output: string, isError: boolean): RuntimeEvent[] {
    const running = this.#running.shift();
    return [
      ...(running ? [] : this.tellCall({ id, name: 'run_code', args: {} })),
      ...this.tellResponse({
        id: running ?? id,
        name: 'run_code',
        response: { result: output, isError },
      }),
    ];
  }

  /** A file is told of like a call, so that nobody misses that there was one. */
  tellFile(id: string, file: AdkFile): RuntimeEvent[] {
    const key = JSON.stringify(file);
    if (this.#files.has(key)) return [];
    this.#files.add(key);
    return [
      ...this.tellCall({ id, name: 'send_file', args: file }),
      ...this.tellResponse({
        id,
        name: 'send_file',
        response: {
          result:
            'The agent sent a file. The portal does not keep files of agents; ask the agent for its content as text, or where it is kept.',
        },
      }),
    ];
  }
}

/** What a tool read may hold secrets, which the portal does not keep. */
function withoutSecrets(output: unknown): unknown {
  const whole = JSON.stringify(output);
  const inside = JSON.stringify(output, (_, value: unknown) =>
    typeof value === 'string' ? redactSecrets(value).text : value,
  );
  // The name of a field may be what tells that its value is a secret.
  const { text } = redactSecrets(inside);
  if (text === whole) return output;
  try {
    return JSON.parse(text);
  } catch {
    // What was removed took a quotation mark with it; the text says as much.
    return text;
  }
}

/** Of a call that waits for a person kagent sends a result that is none. */
function isWaiting(response: AdkResponse['response']): boolean {
  const status = response?.status;
  return status === 'confirmation_requested' || status === 'pending';
}
