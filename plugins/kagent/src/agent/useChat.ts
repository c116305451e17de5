import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { kagentApiRef } from '../api';
import { type ChatSession, type ChatState, useSessions } from './session';
import { emptyThread } from './thread';

const blank: ChatState = {
  status: 'idle',
  thread: emptyThread,
  isStopping: false,
};
const subscribeToNothing = () => () => undefined;
const getBlank = () => blank;

/** The conversation in front of the person, or the one about to begin. */
export interface Chat {
  state: ChatState;
  session?: ChatSession;
  /** Why a new conversation could not begin; the text is in `state.outgoing`. */
  startError?: unknown;
  /** Sends in this conversation, or begins one with `agent`. @returns Whether the message is on its way. */
  ask(text: string, agent: string | undefined): Promise<boolean>;
  drop(id: string): void;
}

/**
 * Holds the conversation of the page's address.
 *
 * @param id - Absent for a conversation that has not begun.
 * @param onBegun - Gets the id of a conversation that began here.
 * @param onAnswered - Called when a question was sent or answered: lists may have changed.
 */
export function useChat(
  id: string | undefined,
  onBegun: (id: string) => void,
  onAnswered: () => void,
): Chat {
  const api = useApi(kagentApiRef);
  const { get, drop } = useSessions();
  const [start, setStart] = useState<{ text?: string; error?: unknown }>({});
  const session = id === undefined ? undefined : get(id);
  const state = useSyncExternalStore(
    session?.subscribe ?? subscribeToNothing,
    session?.getState ?? getBlank,
  );

  const ask = useCallback(
    async (text: string, agent: string | undefined) => {
      let target = session;
      if (!target) {
        if (!agent) return false;
        setStart({ text });
        try {
          const created = await api.createConversation({ agent });
          target = get(created.id, { isNew: true });
          onBegun(created.id);
          setStart({});
        } catch (error) {
          setStart({ text, error });
          return false;
        }
      }
      const answered = target.send(text);
      answered.then(onAnswered);
      return true;
    },
    [api, get, onAnswered, onBegun, session],
  );

  if (!session && start.text !== undefined) {
    return {
      state: {
        ...blank,
        outgoing: start.text,
        status: start.error ? 'idle' : 'running',
        failure: start.error ? { kind: 'send', error: start.error } : undefined,
      },
      startError: start.error,
      ask,
      drop,
    };
  }
  return { state, session, ask, drop };
}
