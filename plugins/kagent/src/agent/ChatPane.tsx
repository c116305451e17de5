import { Alert, Link, Text } from '@backstage/ui';
import {
  ErrorState,
  isForbidden,
  isNotFound,
  LoadingRows,
  PageState,
} from '@zerotouch/plugin-gitops';
import type {
  AttachmentRequest,
  Source,
} from '@zerotouch/plugin-kagent-common';
import { shortRef } from '../author';
import { AgentNote } from './AgentNote';
import { EmptyThread } from './EmptyThread';
import { ThreadView } from './ThreadView';
import styles from './agent.module.css';
import { Composer } from './composer';
import type { Message } from './thread';
import type { AgentChat } from './useAgentChat';

/** A conversation with the composer below it; the same on the page and in the drawer. */
export function ChatPane(props: {
  chat: AgentChat;
  basePath: string;
  /** A question of the address is about to be asked. */
  isAsking?: boolean;
  /** What the page is about. */
  offer?: AttachmentRequest;
  takesFocus?: boolean;
  /** Shows a passage beside the thread. */
  onOpenSource?(message: Message, source: Source): void;
  /** For narrow places. */
  compact?: boolean;
}) {
  const { chat, basePath } = props;
  const { agents, agent, draft, state } = chat;
  const loadError =
    state.failure?.kind === 'load' ? state.failure.error : undefined;
  const isHidden =
    loadError !== undefined &&
    (isNotFound(loadError) || isForbidden(loadError));
  const isBlank =
    state.thread.messages.length === 0 &&
    state.outgoing === undefined &&
    state.status === 'idle';
  const lastQuestion = state.thread.messages.findLast(
    ({ role }) => role === 'user',
  );
  return (
    <div className={styles.middle}>
      <div className={styles.thread}>
        {chat.isReader && state.conversation && (
          <Alert
            className={styles.notice}
            role="status"
            status="info"
            icon
            title={`Shared by ${shortRef(
              state.conversation.owner,
            )}; you can read it`}
          />
        )}
        {!chat.isReader && !isHidden && (
          <div className={styles.notice}>
            <AgentNote agent={agent} onRetry={agents.reload} />
          </div>
        )}
        {state.status === 'loading' && (
          <LoadingRows what="the conversation" height={72} />
        )}
        {isHidden && (
          <PageState role="alert" title="There is no such conversation">
            <Text color="secondary">
              It was deleted, or nobody shares it with you.{' '}
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
        {agents.data?.length === 0 && (
          <PageState title="No agent answers here">
            <Text color="secondary">
              Switch one on in the kagent section of the configuration.
            </Text>
          </PageState>
        )}
        {isBlank && !loadError && agent && !props.isAsking && (
          <EmptyThread
            agent={agent}
            onAsk={chat.canAsk ? chat.askNow : undefined}
          />
        )}
        {!isBlank && state.status !== 'loading' && !isHidden && (
          <ThreadView
            key={chat.id ?? 'new'}
            state={state}
            agents={agents.data ?? []}
            onDecide={chat.decide}
            onRetry={chat.retry}
            onAsk={chat.askNow}
            onEdit={chat.canAsk ? chat.edit : undefined}
            onFeedback={chat.giveFeedback}
            onOpenSource={props.onOpenSource}
            isReadOnly={chat.isReader || chat.inertReason !== undefined}
            compact={props.compact}
          />
        )}
      </div>
      {!chat.isReader && !isHidden && (
        <Composer
          draft={draft}
          isRunning={state.status === 'running'}
          isStopping={state.isStopping}
          onSend={
            chat.canAsk || (chat.isWaiting && !loadError)
              ? chat.send
              : undefined
          }
          onStop={() => chat.session?.stop()}
          onEditLast={
            lastQuestion && chat.canAsk
              ? () => draft.edit(lastQuestion)
              : undefined
          }
          isWaiting={chat.isWaiting}
          isQueued={chat.isQueued}
          inertReason={chat.inertReason}
          waitSeconds={chat.waitSeconds}
          offer={props.offer}
          agents={agents.data ?? []}
          agent={agent}
          onAgent={chat.chooseAgent}
          takesFocus={props.takesFocus}
        />
      )}
    </div>
  );
}
