import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { Agent, Attachment, ChatEvent } from '@zerotouch/plugin-kagent-common';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown
  ? Omit<T, K>
  : never;

/** An event of an answer as people see it; the conversation adds `seq` and `messageId`. */
export type AnswerEvent = DistributiveOmit<
  Exclude<
    ChatEvent,
    { type: 'message-start' | 'message-restart' | 'approval-response' }
  >,
  'seq' | 'messageId'
>;

/**
 * What a runtime gives: events of the answer, and the id under which {@link AgentRuntime.resume} finds it again. The id
 * is kept with the lease of the answer and shown to nobody.
 */
export type RuntimeEvent = AnswerEvent | { type: 'task-start'; taskId: string };

/** An earlier message of the conversation, as text. */
export interface HistoryMessage {
  role: 'user' | 'assistant';
  text: string;
  /** What a person attached to it; absent when nothing. */
  attachments?: Attachment[];
}

/** Options of {@link AgentRuntime.stream}. */
export interface StreamOptions {
  agentId: string;
  /** The same for all messages of a conversation; an A2A runtime uses it as context id. */
  conversationId: string;
  /** What was said before `text`, oldest first. */
  history: HistoryMessage[];
  /** What the person writes now, in their own words. */
  text: string;
  /** What the person attaches to it: untrusted text. `toPrompt` puts both into one text. */
  attachments: Attachment[];
  /** The person who asks. They are for calls inside the backend and MUST NOT leave it. */
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** Aborted when the person stops the answer, the time is up or the backend stops. */
  signal: AbortSignal;
}

/** Names an answer that another process began. No token of the person is at hand, only who they are. */
export interface TaskOptions {
  agentId: string;
  conversationId: string;
  /** As `task-start` gave it. */
  taskId: string;
  /** Entity ref of the person who asked. */
  userEntityRef: string;
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

  /**
   * Goes on with an answer whose process is gone, from its beginning: what it gave before is given again.
   *
   * @remarks Absent in a runtime whose answers are begun anew instead, by {@link AgentRuntime.stream}.
   */
  resume?(options: TaskOptions): AsyncIterable<RuntimeEvent>;

  /**
   * Asks the agent to stop, after its stream was aborted.
   *
   * @returns Whether the agent said that it stopped; otherwise it may go on unseen, and the person is told so.
   */
  cancel?(options: TaskOptions): Promise<{ stopped: boolean }>;
}
