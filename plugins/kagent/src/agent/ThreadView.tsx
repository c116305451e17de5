import { Alert, Button } from '@backstage/ui';
import { describeError } from '@zerotouch/plugin-gitops';
import { RiArrowDownLine } from '@remixicon/react';
import type {
  Agent,
  DecideApprovalRequest,
  FeedbackRequest,
  Source,
} from '@zerotouch/plugin-kagent-common';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { MessageList, useStickyEnd } from './messages';
import type { ChatFailure, ChatState } from './session';
import { SourceDialog } from './sources';
import { StatusLine } from './thread/StatusLine';
import styles from './thread/threadView.module.css';
import { useMessageActions } from './thread/useMessageActions';
import type { Message } from './thread';

const FAILURES: Record<ChatFailure['kind'], { title: string; again: string }> =
  {
    load: { title: 'Could not load the conversation', again: 'Try again' },
    send: { title: 'The message was not sent', again: 'Try again' },
    connection: {
      title: 'The connection to the answer is lost',
      again: 'Try again',
    },
    stop: { title: 'The answer could not be stopped', again: 'Dismiss' },
    decide: { title: 'The decision was not passed on', again: 'Dismiss' },
    feedback: { title: 'Your feedback was not stored', again: 'Dismiss' },
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

/**
 * What was said in a conversation, with what happens now at its end.
 *
 * @remarks
 * It keeps the end in sight unless the reader went up. It is a log that is silent for screen readers; one status line
 * at its end tells them what goes on.
 */
export function ThreadView(props: ThreadViewProps) {
  const { agents, compact, state } = props;
  const box = useRef<HTMLElement>(null);
  const { isAway, scroller, toEnd, toStart } = useStickyEnd(box);
  const [opened, setOpened] = useState<Source>();
  const actions = useMessageActions(props, setOpened);
  const messages = withoutReplaced(state);
  const hasNew = useHasNew(isAway, state.thread.lastSeq);

  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isPlain || isEditable(event.target)) return;
    if (event.key === 'Home') toStart();
    else if (event.key === 'End') toEnd();
    else return;
    event.preventDefault();
  };
  // A person who asks something wants to see it, wherever they were.
  const { outgoing, sent } = state;
  useEffect(() => {
    if (sent) toEnd();
  }, [sent, toEnd]);

  return (
    // It is scrolled by keys, so that it has to take the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={box}
      role="log"
      aria-live="off"
      aria-label="Conversation"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={onKeyDown}
      className={styles.messages}
      data-compact={compact || undefined}
    >
      <MessageList
        messages={messages}
        agents={agents}
        actions={actions}
        feedback={state.feedback}
        scroller={scroller}
      />
      {outgoing !== undefined && <p className={styles.outgoing}>{outgoing}</p>}
      {state.failure && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={FAILURES[state.failure.kind].title}
          description={describeError(state.failure.error)}
          customActions={
            <Button size="small" variant="secondary" onPress={props.onRetry}>
              {FAILURES[state.failure.kind].again}
            </Button>
          }
        />
      )}
      <StatusLine state={state} />
      {isAway && (
        <div className={styles.jump}>
          <Button
            size="small"
            variant="primary"
            iconStart={<RiArrowDownLine />}
            onPress={toEnd}
          >
            {hasNew ? 'New messages below' : 'To the end'}
          </Button>
        </div>
      )}
      <SourceDialog source={opened} onClose={() => setOpened(undefined)} />
    </section>
  );
}

/** While an edited message is on its way, what it stands for is gone already. */
function withoutReplaced(state: ChatState): Message[] {
  const { messages } = state.thread;
  const replaces = state.outgoingWith?.replaces;
  if (state.status !== 'running' || replaces === undefined) return messages;
  const index = messages.findIndex(({ id }) => id === replaces);
  return index < 0 ? messages : messages.slice(0, index);
}

/** Tells whether something was said since the reader went away from the end. */
function useHasNew(isAway: boolean, lastSeq: number): boolean {
  const [seen, setSeen] = useState(lastSeq);
  useEffect(() => {
    if (!isAway) setSeen(lastSeq);
  }, [isAway, lastSeq]);
  return isAway && lastSeq > seen;
}

function isEditable(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.matches('input, textarea, select, [contenteditable="true"]')
  );
}
