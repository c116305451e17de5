import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Link, Text } from '@backstage/ui';
import {
  describeError,
  ErrorState,
  LoadingRows,
  PageState,
  RelativeTime,
} from '@zerotouch/plugin-gitops';
import {
  type DecideApprovalRequest,
  type WaitingApproval,
  kagentDecidePermission,
} from '@zerotouch/plugin-kagent-common';
import { useEffect, useRef, useState } from 'react';
import { ApprovalCard } from '../../agent/messages';
import { kagentApiRef } from '../../api';
import { type Query, useAllowed } from '../../query';
import { agentRouteRef } from '../../routes';
import { describeCalls } from '../../waiting';
import styles from '../detail/detail.module.css';
import { shortAgent } from './ToolRow';
import { keyOfTool } from './filterTools';

/** What an agent waits with, and the decision about it. Mount it with the key of the request as its key. */
export function ToolDetail(props: {
  id: { conversationId: string; approvalId: string };
  waiting: Query<WaitingApproval[]>;
  onDecided(tool: WaitingApproval): void;
}) {
  const { id, waiting } = props;
  const conversation = `${
    useRouteRef(agentRouteRef)?.() ?? '/agent'
  }/${encodeURIComponent(id.conversationId)}`;
  const listed = waiting.data?.find(tool => keyOfTool(tool) === keyOfTool(id));
  // What is looked at stays until it is decided, whatever the list says meanwhile.
  const [shown, setShown] = useState(listed);
  useEffect(() => {
    if (listed) setShown(old => old ?? listed);
  }, [listed]);
  if (!shown) {
    if (waiting.error && waiting.data === undefined) {
      return (
        <ErrorState
          what="the tool call"
          error={waiting.error}
          onRetry={waiting.reload}
        />
      );
    }
    if (waiting.data === undefined) {
      return <LoadingRows what="the tool call" />;
    }
    return (
      <PageState role="alert" title="This does not wait any more">
        <Text color="secondary">
          It was decided, or its answer was stopped.{' '}
          <Link href={conversation}>Open the conversation</Link>
        </Text>
      </PageState>
    );
  }
  return (
    <ToolView
      tool={shown}
      isGone={waiting.data !== undefined && !listed}
      conversation={conversation}
      onDecided={props.onDecided}
    />
  );
}

function ToolView(props: {
  tool: WaitingApproval;
  /** It is not in the list any more. */
  isGone: boolean;
  conversation: string;
  onDecided(tool: WaitingApproval): void;
}) {
  const { tool, conversation } = props;
  const api = useApi(kagentApiRef);
  const mayDecide = useAllowed(kagentDecidePermission);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const [decided, setDecided] = useState<DecideApprovalRequest>();
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    // The pressed button is gone with the decision: the focus stays with the request.
    if (decided) article.current?.focus({ preventScroll: true });
  }, [decided]);

  const decide = async (approvalId: string, request: DecideApprovalRequest) => {
    setPending(true);
    setError(undefined);
    try {
      const events = api.decideApproval(
        tool.conversationId,
        approvalId,
        request,
      );
      // The first event says that the decision holds; the rest of the answer is read in the conversation.
      for await (const _ of events) break;
      setDecided(request);
      props.onDecided(tool);
    } catch (failure) {
      setError(failure);
    } finally {
      setPending(false);
    }
  };
  const isElsewhere = props.isGone && !decided && !isPending;
  return (
    <article
      ref={article}
      tabIndex={-1}
      className={styles.detail}
      aria-label="Tool call"
      aria-busy={isPending}
    >
      <header className={styles.header}>
        <Text as="h2" variant="title-small" weight="bold">
          {describeCalls(tool.calls.map(({ toolName }) => toolName))}
        </Text>
        <div className={styles.facts}>
          <span title={tool.agent}>by agent {shortAgent(tool.agent)}</span>
          <span>
            waits since <RelativeTime iso={tool.requestedAt} suffix="ago" />
          </span>
          <span>
            in <Link href={conversation}>{tool.title || 'Untitled'}</Link>
          </span>
        </div>
      </header>
      {isElsewhere && (
        <Alert
          role="alert"
          status="warning"
          icon
          title="This does not wait any more"
          description="It was decided elsewhere, or its answer was stopped."
        />
      )}
      {decided && (
        <Alert
          role="status"
          status="success"
          icon
          title="The decision was passed on"
          description="The agent goes on with it."
        />
      )}
      {error !== undefined && (
        <Alert
          role="alert"
          status="danger"
          icon
          title="The decision was not passed on"
          description={describeError(error)}
          customActions={
            <Button
              size="small"
              variant="tertiary"
              onPress={() => setError(undefined)}
            >
              Dismiss
            </Button>
          }
        />
      )}
      <ApprovalCard
        approval={{
          id: tool.approvalId,
          toolCallIds: tool.calls.map(({ toolCallId }) => toolCallId),
          digest: tool.digest,
          decided: decided && { decisions: decided.decisions },
        }}
        calls={tool.calls.map(({ toolCallId, toolName, input }) => ({
          id: toolCallId,
          name: toolName,
          input,
        }))}
        onDecide={
          isPending || isElsewhere || !mayDecide.isAllowed ? undefined : decide
        }
      />
      {!mayDecide.isLoading && !mayDecide.isAllowed && (
        <Text as="p" color="secondary">
          You can read this; deciding needs another role.
        </Text>
      )}
      <Text as="p">
        <Link href={conversation}>Open the conversation</Link>
      </Text>
    </article>
  );
}
