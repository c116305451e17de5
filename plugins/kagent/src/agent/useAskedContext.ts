import { useEffect, useRef } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { readAskContext } from '../context';
import type { AgentChat } from './useAgentChat';

/** The key of an address that somebody came to from outside of the portal. */
const ENTRY_KEY = 'default';

/**
 * Begins a new conversation with what the address asks for: things are attached and wait for the person's own question.
 *
 * @remarks
 * A question is asked at once when the person chose it in the portal. A link in a mail or a chat must not speak in the name of who
 * follows it: its question is put into the composer.
 *
 * @returns Whether a question is about to be asked.
 */
export function useAskedContext(chat: AgentChat): boolean {
  const [search, setSearch] = useSearchParams();
  const isEntry = useLocation().key === ENTRY_KEY;
  const { askNow, canAsk, draft, id } = chat;
  const { question, attachments } = readAskContext(search);
  const key = search.toString();
  const asksNow = question !== undefined && !isEntry;
  const taken = useRef<string>();
  useEffect(() => {
    const asks = question !== undefined || attachments.length > 0;
    if (!asks) {
      taken.current = undefined;
      return;
    }
    if (id !== undefined || taken.current === key) return;
    if (asksNow && !canAsk) return;
    taken.current = key;
    setSearch({}, { replace: true });
    if (asksNow) {
      askNow(question, attachments.length > 0 ? { attachments } : undefined);
      return;
    }
    if (question !== undefined) draft.setText(question);
    for (const attachment of attachments) draft.attach(attachment);
  });
  return asksNow;
}
