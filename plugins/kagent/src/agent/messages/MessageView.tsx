import { Alert, Button, ButtonLink, Text } from '@backstage/ui';
import { memo } from 'react';
import { SafeMarkdown } from '../../markdown';
import { RelativeTime } from '@zerotouch/plugin-gitops';
import type { DecideApprovalRequest } from '@zerotouch/plugin-kagent-common';
import type { Message } from '../thread';
import { ApprovalCard } from './ApprovalCard';
import { SourceChips } from './SourceChips';
import { Workings } from './Workings';
import styles from './messages.module.css';

/** What the backend puts in the place of a secret that somebody pasted. */
const REDACTED = /\[removed [^\]]{1,40}\]/;

interface MessageViewProps {
  message: Message;
  /** Title of the agent that speaks. */
  agentTitle: string;
  /** Passes a decision on; absent while it cannot be. */
  onDecide?(approvalId: string, request: DecideApprovalRequest): void;
  /** Asks the same question again; present for the last answer only. */
  onAskAgain?(): void;
}

function Question(props: { message: Message }) {
  const { text } = props.message;
  return (
    <article className={styles.question} aria-label="You">
      <p className={styles.bubble}>{text}</p>
      {REDACTED.test(text) && (
        <Text variant="body-small" color="secondary">
          What looked like a secret was removed before it was stored. If it is a
          real one, replace it where it is used.
        </Text>
      )}
    </article>
  );
}

function Answer(props: MessageViewProps) {
  const { message, onAskAgain } = props;
  const { approvals, error, finishReason, offers, sources, text } = message;
  return (
    <article
      className={styles.answer}
      aria-label={props.agentTitle}
      aria-busy={finishReason === undefined}
    >
      <header className={styles.head}>
        <strong>{props.agentTitle}</strong>{' '}
        <RelativeTime iso={message.createdAt} />
      </header>
      {text && (
        <SafeMarkdown citations={sources.map(source => source.url)}>
          {text}
        </SafeMarkdown>
      )}
      {offers.length > 0 && (
        <div className={styles.offers}>
          {offers.map(offer => (
            <ButtonLink key={offer.path} variant="primary" href={offer.path}>
              {offer.title}
            </ButtonLink>
          ))}
        </div>
      )}
      <SourceChips sources={sources} />
      {finishReason && <Workings message={message} />}
      {approvals.map(approval => (
        <ApprovalCard
          key={approval.id}
          approval={approval}
          calls={message.toolCalls}
          onDecide={props.onDecide}
        />
      ))}
      {finishReason === 'cancelled' && (
        <Text variant="body-small" color="secondary">
          Stopped before its end.
        </Text>
      )}
      {error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title="The agent could not finish"
          description={error.message}
          customActions={
            onAskAgain && (
              <Button size="small" variant="secondary" onPress={onAskAgain}>
                Ask again
              </Button>
            )
          }
        />
      )}
    </article>
  );
}

function MessageViewInner(props: MessageViewProps) {
  return props.message.role === 'user' ? (
    <Question message={props.message} />
  ) : (
    <Answer {...props} />
  );
}

/** One message of a conversation; drawn again only when it changes. */
export const MessageView = memo(MessageViewInner);
