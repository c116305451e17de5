import { useApi } from '@backstage/frontend-plugin-api';
import { announceProposals } from '@zerotouch/plugin-gitops';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { kagentApiRef } from '../api';
import {
  type ChatSession,
  type ChatState,
  type SendOptions,
  useSessions,
} from './session';
import { emptyThread } from './thread';

const blank: ChatState = {
  status: 'idle',
  thread: emptyThread,
  isStopping: false,
};
const subscribeToNothing = () => () => undefined;
const getBlank = () => blank;

/** What is said, to whom. */
export interface Question {
  text: string;
  /** Who answers; used when the conversation has not begun. */
  agent?: string;
  options?: SendOptions;
}

/** The conversation in front of the person, or the one about to begin. */
export interface Chat {
  state: ChatState;
  session?: ChatSession;
  /** Sends in this conversation, or begins one. */
  ask(question: Question): Promise<void>;
  /** Does again what failed last. */
  retry(): void;
  drop(id: string): void;
}

/**
 * Holds one conversation.
 *
 * @param on.id - Absent for a conversation that has not begun.
 * @param on.begun - Gets the id of a conversation that began here.
 * @param on.changed - Called when a question was sent or answered: lists may have changed.
 */
export function useChat(on: {
  id?: string;
  begun(id: string): void;
  changed(): void;
}): Chat {
  const { id, begun, changed } = on;
  const api = useApi(kagentApiRef);
  const { get, drop } = useSessions();
  const [start, setStart] = useState<{ question: Question; error?: unknown }>();
  const session = id === undefined ? undefined : get(id);
  const state = useSyncExternalStore(
    session?.subscribe ?? subscribeToNothing,
    session?.getState ?? getBlank,
  );

  const ask = useCallback(
    async (question: Question) => {
      let target = session;
      if (!target) {
        const { agent } = question;
        if (!agent) return;
        setStart({ question });
        try {
          const created = await api.createConversation({ agent });
          target = get(created.id, { isNew: true });
          begun(created.id);
          setStart(undefined);
        } catch (error) {
          setStart({ question, error });
          return;
        }
      }
      await target.send(question.text, question.options);
      changed();
      // The answer may have opened a proposal, or waits for a decision.
      announceProposals();
    },
    [api, begun, changed, get, session],
  );
  const retry = useCallback(() => {
    if (session) session.retry();
    else if (start?.error !== undefined) ask(start.question);
  }, [ask, session, start]);

  if (session || !start) return { state, session, ask, retry, drop };
  return {
    state: {
      ...blank,
      outgoing: start.question.text,
      outgoingWith: start.question.options,
      status: start.error === undefined ? 'running' : 'idle',
      failure:
        start.error === undefined
          ? undefined
          : { kind: 'send', error: start.error },
    },
    ask,
    retry,
    drop,
  };
}
