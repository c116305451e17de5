import { useApi } from '@backstage/frontend-plugin-api';
import {
  type Agent,
  type DecideApprovalRequest,
  type FeedbackRequest,
  kagentChatPermission,
} from '@zerotouch/plugin-kagent-common';
import { announceProposals } from '@zerotouch/plugin-gitops';
import { useCallback, useEffect, useRef, useState } from 'react';
import { kagentApiRef } from '../api';
import { type Query, useAllowed, useQuery } from '../query';
import {
  type Draft,
  findRetryAfter,
  toRequests,
  useCountdown,
  useDraft,
} from './composer';
import type { SendOptions } from './session';
import type { Message } from './thread';
import { type Chat, useChat } from './useChat';

/** One conversation with everything around it that a page needs to show it. */
export interface AgentChat extends Chat {
  id?: string;
  agents: Query<Agent[]>;
  /** Who answers. */
  agent?: Agent;
  /** Absent once the conversation belongs to an agent. */
  chooseAgent?: (id: string) => void;
  draft: Draft;
  /** A message may be sent now. */
  canAsk: boolean;
  /** A message may be sent soon: it is not known yet who answers, or what was said. */
  isWaiting: boolean;
  /** What is written goes as soon as it can. */
  isQueued: boolean;
  /** Sends what is written; as soon as it can, when that is not now. */
  send(): void;
  /** Asks something at once. */
  askNow(text: string, options?: SendOptions): void;
  decide(approvalId: string, request: DecideApprovalRequest): void;
  /** Asks `text` in the place of an earlier message, with what that one carried. */
  edit(message: Message, text: string): void;
  /** Stores what the person thinks of an answer. */
  giveFeedback(messageId: string, request: FeedbackRequest): void;
  /** Seconds until a message may be sent again; 0 for none. */
  waitSeconds: number;
  /** Why the person may not write here. */
  inertReason?: string;
  /** The conversation belongs to somebody else. */
  isReader: boolean;
}

/**
 * Holds a conversation, who answers, and the message that is being written.
 *
 * @param on.id - Absent for a conversation that has not begun.
 * @param on.knownAgent - Id of the agent, where a list tells it before the conversation is loaded.
 */
export function useAgentChat(on: {
  id?: string;
  knownAgent?: string;
  begun(id: string): void;
  changed(): void;
}): AgentChat {
  const { id, changed } = on;
  const api = useApi(kagentApiRef);
  const chat = useChat(on);
  const { ask, state, session } = chat;
  const draft = useDraft();
  const mayChat = useAllowed(kagentChatPermission);
  const [chosen, setChosen] = useState<string>();
  const agents = useQuery('agents', async () => (await api.listAgents()).items);

  const agentId =
    id === undefined
      ? chosen
      : state.conversation?.agent ??
        on.knownAgent ??
        state.thread.messages[0]?.agent ??
        chosen;
  const agent = chooseAgent(agents.data, agentId, id !== undefined);
  const target = agent?.id;

  const hasLoadError = state.failure?.kind === 'load';
  const isReader = state.conversation?.access === 'reader';
  const isAllowed = mayChat.isAllowed && !isReader;
  const isWaiting =
    (target === undefined && !agents.error && agents.isLoading) ||
    mayChat.isLoading ||
    state.status === 'loading';
  const canAsk =
    target !== undefined &&
    state.status === 'idle' &&
    !hasLoadError &&
    isAllowed;

  const askNow = useCallback(
    (text: string, options?: SendOptions) => {
      ask({ text, agent: target, options });
    },
    [ask, target],
  );
  const { attachments, clear, editing, text } = draft;
  const [isQueued, setQueued] = useState(false);
  // What is changed is not sent before the person says so again, and what was meant for one conversation not in another.
  useEffect(() => setQueued(false), [id, text]);
  const leaveEdit = useRef<() => void>();
  useEffect(() => {
    leaveEdit.current = editing && clear;
  });
  useEffect(() => leaveEdit.current?.(), [id]);
  const sendNow = useCallback(() => {
    const requests = toRequests(attachments);
    const replaces = editing?.id;
    askNow(text.trim(), {
      ...(requests.length > 0 && { attachments: requests }),
      ...(replaces && { replaces }),
    });
    clear();
  }, [askNow, attachments, clear, editing, text]);
  useEffect(() => {
    if (!isQueued || !canAsk) return;
    setQueued(false);
    sendNow();
  }, [canAsk, isQueued, sendNow]);

  const failure =
    state.failure?.kind === 'send' ? state.failure.error : undefined;
  const waitSeconds = useCountdown(failure, findRetryAfter(failure));
  const decide = useCallback(
    (approvalId: string, request: DecideApprovalRequest) => {
      session?.decide(approvalId, request).then(() => {
        changed();
        announceProposals();
      });
    },
    [changed, session],
  );
  const edit = useCallback(
    (message: Message, next: string) => {
      session?.edit(message, next).then(changed);
    },
    [changed, session],
  );
  const giveFeedback = useCallback(
    (messageId: string, request: FeedbackRequest) => {
      session?.giveFeedback(messageId, request);
    },
    [session],
  );
  return {
    ...chat,
    id,
    agents,
    agent,
    chooseAgent: id === undefined ? setChosen : undefined,
    draft,
    canAsk,
    isWaiting,
    isQueued,
    send: () => (canAsk ? sendNow() : setQueued(true)),
    askNow,
    decide,
    edit,
    giveFeedback,
    waitSeconds,
    isReader,
    inertReason:
      mayChat.isLoading || mayChat.isAllowed
        ? undefined
        : 'Your role may read, but not ask agents',
  };
}

/** Gives who answers; an agent that has a conversation and is not listed now is still the one that answers in it. */
function chooseAgent(
  agents: Agent[] | undefined,
  wanted: string | undefined,
  hasBegun: boolean,
): Agent | undefined {
  const known = agents?.find(({ id }) => id === wanted);
  if (known || !agents) return known;
  if (hasBegun && wanted !== undefined) {
    return {
      id: wanted,
      title: wanted,
      description: '',
      runtime: '',
      health: 'unreachable',
      note: 'It is not listed now.',
    };
  }
  return agents.find(({ health }) => health === 'healthy') ?? agents[0];
}
