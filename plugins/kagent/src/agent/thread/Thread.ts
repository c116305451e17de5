import type {
  Attachment,
  ChatEvent,
  OfferedAction,
  Source,
} from '@zerotouch/plugin-kagent-common';

/** One use of a tool. */
export interface ToolCall {
  id: string;
  name: string;
  input: unknown;
  /** Set once the tool has answered. */
  result?: { output: unknown; isError: boolean; durationMs: number };
}

/** What an agent does that another one asked by a tool call. */
export type SubagentRun = Pick<
  Extract<ChatEvent, { type: 'subagent-update' }>,
  'toolCallId' | 'agent' | 'state' | 'steps'
>;

/** A decision that an agent waits for, or waited for. */
export interface ApprovalRequest {
  id: string;
  /** The calls that wait. */
  toolCallIds: string[];
  /** Digest of exactly these calls with their arguments. */
  digest: string;
  /** Set once somebody decided. */
  decided?: {
    /** Entity ref of the person. */
    by?: string;
    decisions: { toolCallId: string; approved: boolean; reason?: string }[];
  };
}

/** Why an answer ended. */
export type FinishReason = 'stop' | 'cancelled' | 'error' | 'approval';

/** What one side said, as far as it is known. */
export interface Message {
  id: string;
  role: 'user' | 'assistant';
  agent: string;
  createdAt: string;
  text: string;
  /** What a person's message carried beside its text, as the agent was given it. */
  attachments: Attachment[];
  sources: Source[];
  toolCalls: ToolCall[];
  /** At most one for each tool call. */
  subagents: SubagentRun[];
  /** Links that the answer offers as buttons. */
  offers: OfferedAction[];
  approvals: ApprovalRequest[];
  /** What the agent said it was doing, in order. */
  steps: string[];
  /** Tokens of all model calls of the answer; absent when no runtime told. */
  usage?: { inputTokens: number; outputTokens: number };
  error?: { name: string; message: string };
  /** Absent while an answer runs, and for messages of a person. */
  finishReason?: FinishReason;
  /** What the person should know about the end. */
  note?: string;
  /** The message that this one stands for, with all that followed it; in the order in which it was said. */
  earlier?: Message[];
}

/** A conversation as it is drawn. */
export interface Thread {
  /** Number of the last event taken in; 0 before the first. */
  lastSeq: number;
  messages: Message[];
}

/** A conversation in which nothing was said. */
export const emptyThread: Thread = { lastSeq: 0, messages: [] };

/** True while an answer to the last question is missing or has not ended. */
export function isUnanswered(thread: Thread): boolean {
  const last = thread.messages.at(-1);
  if (!last) return false;
  return last.role === 'user' || last.finishReason === undefined;
}
