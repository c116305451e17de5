import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef } from 'react';
import { kagentApiRef } from '../../api';
import { ChatSession } from './ChatSession';

/** The conversations opened since the page was; each goes on while another one is looked at. */
export interface Sessions {
  /** Gives the session of a conversation; one that is not open yet is loaded, unless it `isNew`. */
  get(id: string, options?: { isNew?: boolean }): ChatSession;
  /** Lets go of a conversation. */
  drop(id: string): void;
}

/** Keeps sessions for as long as the page is there; the one in front is looked at again when the person comes back to it. */
export function useSessions(): Sessions {
  const api = useApi(kagentApiRef);
  const sessions = useRef(new Map<string, ChatSession>());
  const latest = useRef<string>();
  useEffect(() => {
    const { current } = sessions;
    const lookAgain = () => {
      if (document.visibilityState !== 'visible' || !latest.current) return;
      current.get(latest.current)?.refresh();
    };
    document.addEventListener('visibilitychange', lookAgain);
    window.addEventListener('focus', lookAgain);
    return () => {
      document.removeEventListener('visibilitychange', lookAgain);
      window.removeEventListener('focus', lookAgain);
      for (const session of current.values()) session.dispose();
      current.clear();
    };
  }, []);
  const get = useCallback(
    (id: string, options: { isNew?: boolean } = {}) => {
      latest.current = id;
      const known = sessions.current.get(id);
      if (known) return known;
      const session = ChatSession.create({ api, id });
      sessions.current.set(id, session);
      if (!options.isNew) session.load();
      return session;
    },
    [api],
  );
  const drop = useCallback((id: string) => {
    sessions.current.get(id)?.dispose();
    sessions.current.delete(id);
  }, []);
  return { get, drop };
}
