import { useRouteRef } from '@backstage/frontend-plugin-api';
import { FullPage, Text, useBreakpoint } from '@backstage/ui';
import type {
  ConversationSummary,
  Source,
} from '@zerotouch/plugin-kagent-common';
import { useCallback, useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { useDebounced } from '../finder';
import { agentRouteRef } from '../routes';
import { ChatPane } from './ChatPane';
import { ConversationSide } from './ConversationSide';
import styles from './agent.module.css';
import {
  ConversationList,
  type ListFilter,
  useConversationActions,
  useConversations,
} from './conversations';
import { SourcePanel } from './sources';
import type { Message } from './thread';
import { useAgentChat } from './useAgentChat';
import { useAskedContext } from './useAskedContext';
import { useDocumentTitle } from './useDocumentTitle';

const PAUSE_MS = 250;

/** Conversations at the left, the thread in the middle, its sources at the right. */
export function AgentView() {
  const navigate = useNavigate();
  const { conversationId: id } = useParams();
  const basePath = useRouteRef(agentRouteRef)?.() ?? '/agent';
  const isWide = useBreakpoint().up('md');
  const [filter, setFilter] = useState<ListFilter>({ scope: 'own', q: '' });
  const q = useDebounced(filter.q.trim(), PAUSE_MS);
  const conversations = useConversations({
    scope: filter.scope,
    q: filter.q.trim() === '' ? '' : q,
  });
  const { data, reload, setData } = conversations;
  const begun = useCallback(
    (started: string) => {
      reload();
      navigate(`${basePath}/${encodeURIComponent(started)}`, { replace: true });
    },
    [basePath, navigate, reload],
  );
  const listed = data?.find(conversation => conversation.id === id);
  const chat = useAgentChat({
    id,
    knownAgent: listed?.agent,
    begun,
    changed: reload,
  });
  const isAsking = useAskedContext(chat);
  const { state } = chat;
  const title =
    id === undefined
      ? 'New conversation'
      : listed?.title || state.conversation?.title || 'Conversation';
  useDocumentTitle(id === undefined ? 'Agent' : title);

  const changed = (conversation: ConversationSummary) =>
    setData(
      (data ?? []).map(other =>
        other.id === conversation.id
          ? { ...conversation, snippet: other.snippet }
          : other,
      ),
    );
  const actions = useConversationActions({
    changed,
    removed: gone => {
      chat.drop(gone);
      reload();
      if (gone === id) navigate(basePath);
    },
  });
  const { messages } = state.thread;
  const [opened, setOpened] = useState<{ message: string; source: string }>();
  useEffect(() => setOpened(undefined), [id]);
  const openSource = useCallback(
    (message: Message, source: Source) =>
      setOpened({ message: message.id, source: source.id }),
    [],
  );
  const shown =
    messages.find(message => message.id === opened?.message) ??
    messages.findLast(
      message =>
        message.role === 'assistant' &&
        (message.sources.length > 0 || message.finishReason !== undefined),
    );
  return (
    <FullPage className={styles.page}>
      <ConversationSide title={title}>
        {close => (
          <ConversationList
            conversations={conversations}
            filter={filter}
            onFilter={setFilter}
            actions={actions}
            onShared={changed}
            selected={id}
            basePath={basePath}
            onChosen={close}
          />
        )}
      </ConversationSide>
      <ChatPane
        chat={chat}
        basePath={basePath}
        isAsking={isAsking}
        takesFocus={isWide && id === undefined}
        onOpenSource={isWide ? openSource : undefined}
      />
      <aside className={styles.context} aria-label="Sources of the answer">
        <Text as="h2" variant="body-small" color="secondary">
          Sources
        </Text>
        <SourcePanel message={shown} openedId={opened?.source} />
      </aside>
    </FullPage>
  );
}
