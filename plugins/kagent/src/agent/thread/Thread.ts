import type { OfferedAction, Source } from '@zerotouch/plugin-kagent-common';

/** One use of a tool. */
export interface ToolCall {
  id: string;
  name: string;
  input: unknown;
  /** Set once the tool has answered. */
  result?: { output: unknown; isError: boolean; durationMs: number };
}

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
  sources: Source[];
  toolCalls: ToolCall[];
  /** Links that the answer offers as buttons. */
  offers: OfferedAction[];
  approvals: ApprovalRequest[];
  /** What the agent said it was doing, in order. */
  steps: string[];
  error?: { name: string; message: string };
  /** Absent while an answer runs, and for messages of a person. */
  finishReason?: FinishReason;
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
