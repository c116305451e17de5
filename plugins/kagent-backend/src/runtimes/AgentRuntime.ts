import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { Agent, ChatEvent } from '@zerotouch/plugin-kagent-common';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown
  ? Omit<T, K>
  : never;

/** An event of an answer as a runtime gives it; the conversation adds `seq` and `messageId`. */
export type RuntimeEvent = DistributiveOmit<
  Exclude<ChatEvent, { type: 'message-start' | 'approval-response' }>,
  'seq' | 'messageId'
>;

/** An earlier message of the conversation, as text. */
export interface HistoryMessage {
  role: 'user' | 'assistant';
  text: string;
}

/** Options of {@link AgentRuntime.stream}. */
export interface StreamOptions {
  agentId: string;
  /** The same for all messages of a conversation; an A2A runtime uses it as context id. */
  conversationId: string;
  /** What was said before `text`, oldest first. */
  history: HistoryMessage[];
  /** What the person writes now; text and nothing else. */
  text: string;
  /** The person who asks. They are for calls inside the backend and MUST NOT leave it. */
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** Aborted when the person stops the answer, the time is up or the backend stops. */
  signal: AbortSignal;
}

/** What a person decided about a call that an agent waits with. */
export interface ToolDecision {
  toolCallId: string;
  approved: boolean;
  reason?: string;
}

/** Options of {@link AgentRuntime.decide}. */
export interface DecideOptions {
  agentId: string;
  conversationId: string;
  /** As the `approval-request` event gave it. */
  approvalId: string;
  /** Digest of the calls and arguments that the person saw. */
  digest: string;
  decisions: ToolDecision[];
  /** Answers to the questions of a call that asks the person. */
  answers?: string[][];
  /** The person who decides, directly. */
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  signal: AbortSignal;
}

/**
 * Something that speaks for agents: the embedded consultant, or a kagent controller.
 *
 * @remarks No type of a runtime's protocol leaves its folder.
 */
export interface AgentRuntime {
  /** Name of the runtime, as {@link Agent} carries it in `runtime`. */
  readonly id: string;

  /**
   * Lists the agents that the person may ask.
   *
   * @remarks MUST NOT throw because the other side is down: its agents are then `unreachable`, or none.
   */
  listAgents(options: {
    credentials: BackstageCredentials<BackstageUserPrincipal>;
  }): Promise<Agent[]>;

  /**
   * Answers one message.
   *
   * @remarks MUST end with `message-end` unless it throws; MUST stop soon after `signal` is aborted. An error that it
   * throws ends the answer with an `error` event.
   */
  stream(options: StreamOptions): AsyncIterable<RuntimeEvent>;

  /**
   * Passes on what a person decided about all calls that the agent waits with, and goes on with the answer.
   *
   * @remarks
   * MUST read what waits anew and throw ConflictError, passing nothing on, unless it is exactly what the digest and the decisions
   * name. Absent in a runtime whose agents never wait.
   */
  decide?(options: DecideOptions): AsyncIterable<RuntimeEvent>;
}
