import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { readAskContext } from '../context';
import type { AgentChat } from './useAgentChat';

/**
 * Begins a new conversation with what the address asks for: a question is asked at once, things are attached and wait for
 * the person's own question.
 *
 * @returns Whether a question is about to be asked.
 */
export function useAskedContext(chat: AgentChat): boolean {
  const [search, setSearch] = useSearchParams();
  const { askNow, canAsk, draft, id } = chat;
  const { question, attachments } = readAskContext(search);
  const key = search.toString();
  const taken = useRef<string>();
  useEffect(() => {
    const asks = question !== undefined || attachments.length > 0;
    if (!asks) {
      taken.current = undefined;
      return;
    }
    if (id !== undefined || taken.current === key) return;
    if (question !== undefined && !canAsk) return;
    taken.current = key;
    setSearch({}, { replace: true });
    if (question === undefined) {
      for (const attachment of attachments) draft.attach(attachment);
    } else {
      askNow(question, attachments.length > 0 ? { attachments } : undefined);
    }
  });
  return question !== undefined;
}
