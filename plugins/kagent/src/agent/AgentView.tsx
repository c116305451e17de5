import {
  toastApiRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import {
  describeError,
  ErrorState,
  isNotFound,
  LoadingRows,
  PageState,
} from '@zerotouch/plugin-gitops';
import { Button, FullPage, Link, Text } from '@backstage/ui';
import type { DecideApprovalRequest } from '@zerotouch/plugin-kagent-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { kagentApiRef } from '../api';
import { useQuery } from '../query';
import { agentRouteRef } from '../routes';
import { EmptyThread } from './EmptyThread';
import { ThreadView } from './ThreadView';
import styles from './agent.module.css';
import { Composer } from './composer';
import { ConversationList } from './conversations';
import { SourcePanel } from './sources';
import { useChat } from './useChat';

const CONVERSATIONS = 50;

/** Conversations at the left, the thread in the middle, its sources at the right. */
export function AgentView() {
  const api = useApi(kagentApiRef);
  const toastApi = useApi(toastApiRef);
  const navigate = useNavigate();
  const { conversationId: id } = useParams();
  const [search, setSearch] = useSearchParams();
  const basePath = useRouteRef(agentRouteRef)?.() ?? '/agent';
  const [text, setText] = useState('');
  const [isListOpen, setListOpen] = useState(false);
  const [chosenAgent, setChosenAgent] = useState<string>();

  const agents = useQuery('agents', async () => (await api.listAgents()).items);
  const conversations = useQuery(
    'conversations',
    async () => (await api.listConversations({ limit: CONVERSATIONS })).items,
  );
  const reloadConversations = conversations.reload;
  const onBegun = useCallback(
    (begun: string) => {
      reloadConversations();
      navigate(`${basePath}/${encodeURIComponent(begun)}`, { replace: true });
    },
    [basePath, navigate, reloadConversations],
  );
  const chat = useChat(id, onBegun, reloadConversations);
  const { state, session } = chat;

  const all = agents.data ?? [];
  const agentId =
    conversations.data?.find(conversation => conversation.id === id)?.agent ??
    state.thread.messages[0]?.agent ??
    chosenAgent;
  const agent =
    all.find(other => other.id === agentId) ??
    all.find(other => other.health === 'healthy') ??
    all[0];

  const loadError =
    state.failure?.kind === 'load' ? state.failure.error : undefined;

  const { ask: askChat } = chat;
  const targetAgent = agent?.id;
  const ask = useCallback(
    (question: string) => {
      setText('');
      askChat(question, targetAgent);
    },
    [askChat, targetAgent],
  );

  const isWaiting =
    (targetAgent === undefined && !agents.error) || state.status === 'loading';
  const canAsk =
    targetAgent !== undefined &&
    state.status === 'idle' &&
    loadError === undefined;
  // What was sent before it could be; it stays in the composer until it goes.
  const [wish, setWish] = useState<string>();
  useEffect(() => setWish(undefined), [id, text]);
  useEffect(() => {
    if (wish === undefined || !canAsk) return;
    setWish(undefined);
    ask(wish);
  }, [ask, canAsk, wish]);
  const send = canAsk ? ask : setWish;

  const question = search.get('q')?.trim();
  const asked = useRef<string>();
  useEffect(() => {
    if (!question) {
      asked.current = undefined;
      return;
    }
    if (id !== undefined || !targetAgent || asked.current === question) return;
    asked.current = question;
    setSearch({}, { replace: true });
    ask(question);
  }, [ask, id, question, setSearch, targetAgent]);

  const remove = async (target: string) => {
    try {
      await api.deleteConversation(target);
      chat.drop(target);
      reloadConversations();
      if (target === id) navigate(basePath);
    } catch (error) {
      toastApi.post({
        title: 'The conversation could not be deleted',
        description: describeError(error),
        status: 'danger',
      });
    }
  };
  const decide = useCallback(
    (approvalId: string, request: DecideApprovalRequest) => {
      session?.decide(approvalId, request).then(reloadConversations);
    },
    [reloadConversations, session],
  );
  const retry = () => {
    if (session) session.retry();
    else if (state.outgoing) ask(state.outgoing);
  };

  const isRunning = state.status === 'running';
  const isBlank =
    state.thread.messages.length === 0 &&
    state.outgoing === undefined &&
    state.status === 'idle';
  const lastAnswer = state.thread.messages.findLast(
    message =>
      message.role === 'assistant' &&
      (message.sources.length > 0 || message.finishReason !== undefined),
  );

  return (
    <FullPage className={styles.page}>
      <aside
        className={styles.conversations}
        data-open={isListOpen || undefined}
      >
        <Button
          className={styles.fold}
          size="small"
          variant="tertiary"
          aria-expanded={isListOpen}
          onPress={() => setListOpen(open => !open)}
        >
          Conversations
        </Button>
        <div className={styles.list}>
          <ConversationList
            query={conversations}
            selected={id}
            basePath={basePath}
            onDelete={remove}
            onChosen={() => setListOpen(false)}
          />
        </div>
      </aside>
      <div className={styles.middle}>
        <div className={styles.thread}>
          {state.status === 'loading' && (
            <LoadingRows what="the conversation" height={72} />
          )}
          {loadError !== undefined && isNotFound(loadError) && (
            <PageState role="alert" title="There is no such conversation">
              <Text color="secondary">
                It was deleted, or it belongs to somebody else.{' '}
                <Link href={basePath}>Begin a new one</Link>
              </Text>
            </PageState>
          )}
          {agents.error && agents.data === undefined && (
            <ErrorState
              what="the agents"
              error={agents.error}
              onRetry={agents.reload}
            />
          )}
          {isBlank && loadError === undefined && !agents.error && !question && (
            <EmptyThread agent={agent} onAsk={canAsk ? ask : undefined} />
          )}
          {!isBlank &&
            state.status !== 'loading' &&
            !(loadError !== undefined && isNotFound(loadError)) && (
              <ThreadView
                key={id ?? 'new'}
                state={state}
                agents={all}
                onDecide={decide}
                onRetry={retry}
                onAsk={ask}
              />
            )}
        </div>
        <Composer
          text={text}
          onText={setText}
          isRunning={isRunning}
          isStopping={state.isStopping}
          onSend={canAsk || (isWaiting && !loadError) ? send : undefined}
          isWaiting={isWaiting}
          isQueued={wish !== undefined}
          onStop={() => session?.stop()}
          agents={all}
          agent={agent}
          onAgent={id === undefined ? setChosenAgent : undefined}
        />
      </div>
      <aside className={styles.context} aria-label="Sources of the answer">
        <Text as="h2" variant="body-small" color="secondary">
          Sources
        </Text>
        <SourcePanel message={lastAnswer} />
      </aside>
    </FullPage>
  );
}
