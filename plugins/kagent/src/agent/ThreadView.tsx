import { Alert, Button, VisuallyHidden } from '@backstage/ui';
import { describeError } from '@zerotouch/plugin-gitops';
import { RiLoader4Line } from '@remixicon/react';
import type {
  Agent,
  DecideApprovalRequest,
  FeedbackRequest,
  Source,
} from '@zerotouch/plugin-kagent-common';
import { useCallback, useEffect, useRef } from 'react';
import styles from './agent.module.css';
import { MessageView } from './messages';
import type { ChatFailure, ChatState } from './session';
import type { Message } from './thread';

const NEAR_BOTTOM_PX = 80;

const FAILURES: Record<ChatFailure['kind'], string> = {
  load: 'Could not load the conversation',
  send: 'The message was not sent',
  connection: 'The connection to the answer is lost',
  stop: 'The answer could not be stopped',
  decide: 'The decision was not passed on',
  feedback: 'Your feedback was not stored',
};

/** What {@link ThreadView} shows, and what a person may do there. */
export interface ThreadViewProps {
  state: ChatState;
  agents: Agent[];
  onRetry(): void;
  onDecide(approvalId: string, request: DecideApprovalRequest): void;
  onAsk(question: string): void;
  /** Asks `text` in the place of an earlier message of the person; nothing can be edited without it. */
  onEdit?(message: Message, text: string): void;
  /** Stores what the person thinks of an answer; nobody is asked without it. */
  onFeedback?(messageId: string, request: FeedbackRequest): void;
  /** Shows a passage beside the thread; without it, and on narrow screens, the thread opens it in a sheet. */
  onOpenSource?(message: Message, source: Source): void;
  /** Shows no actions but copying; by default when the conversation is somebody else's. */
  isReadOnly?: boolean;
  /** For narrow places such as a drawer. */
  compact?: boolean;
}

/** What was said in a conversation, with what happens now at its end. */
export function ThreadView(props: ThreadViewProps) {
  const { state, agents, onAsk } = props;
  const { messages } = state.thread;
  const last = messages.at(-1);
  const lastQuestion = messages.findLast(({ role }) => role === 'user')?.text;
  const isRunning = state.status === 'running';
  const step = isRunning ? nowDoing(state) : undefined;

  const end = useRef<HTMLDivElement>(null);
  const isPinned = useRef(true);
  useEffect(() => {
    const scroller = scrollerOf(end.current);
    if (!scroller) return undefined;
    const onScroll = () => {
      const { scrollHeight, scrollTop, clientHeight } = scroller;
      isPinned.current =
        scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
    };
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => scroller.removeEventListener('scroll', onScroll);
  }, []);
  useEffect(() => {
    if (isPinned.current) end.current?.scrollIntoView?.({ block: 'end' });
  }, [state]);

  const askAgain = useCallback(() => {
    if (lastQuestion) onAsk(lastQuestion);
  }, [lastQuestion, onAsk]);

  return (
    <section aria-label="Conversation" className={styles.messages}>
      {messages.map(message => (
        <MessageView
          key={message.id}
          message={message}
          agentTitle={
            agents.find(({ id }) => id === message.agent)?.title ??
            message.agent
          }
          onDecide={isRunning ? undefined : props.onDecide}
          onAskAgain={
            message === last && !isRunning && lastQuestion
              ? askAgain
              : undefined
          }
        />
      ))}
      {state.outgoing !== undefined && (
        <p className={styles.outgoing}>{state.outgoing}</p>
      )}
      {state.failure && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={FAILURES[state.failure.kind]}
          description={describeError(state.failure.error)}
          customActions={
            <Button size="small" variant="secondary" onPress={props.onRetry}>
              {['stop', 'decide', 'feedback'].includes(state.failure.kind)
                ? 'Dismiss'
                : 'Try again'}
            </Button>
          }
        />
      )}
      <div role="status" aria-live="polite" className={styles.status}>
        {step && (
          <>
            <RiLoader4Line aria-hidden className={styles.spin} /> {step}
          </>
        )}
        {!step && last?.finishReason === 'stop' && (
          <VisuallyHidden>The answer is complete.</VisuallyHidden>
        )}
      </div>
      <div ref={end} />
    </section>
  );
}

function nowDoing(state: ChatState): string {
  if (state.isStopping) return 'Stopping';
  const last = state.thread.messages.at(-1);
  if (state.outgoing !== undefined) return 'Sending';
  if (last?.role !== 'assistant') return 'Waiting for the agent';
  const running = last.toolCalls.find(call => !call.result);
  if (running) return `Using ${running.name}`;
  return last.steps.at(-1) ?? (last.text ? 'Writing' : 'Thinking');
}

function scrollerOf(element: Element | null): Element | null {
  for (let node = element?.parentElement; node; node = node.parentElement) {
    if (/(auto|scroll)/.test(getComputedStyle(node).overflowY)) return node;
  }
  return null;
}
