import { Alert, Button, ButtonLink, Text } from '@backstage/ui';
import { SafeMarkdown } from '../../markdown';
import type { MessageViewProps } from './MessageView';
import { SourceChips } from './SourceChips';
import { AnswerActions } from './actions/AnswerActions';
import { ApprovalCard } from './approval/ApprovalCard';
import { Workings } from './calls/Workings';
import styles from './messages.module.css';
import { useOpenSource } from './useOpenSource';

/** What an agent said: how it worked, its words and sources, what it waits for, and how it ended. */
export function AnswerView(props: MessageViewProps) {
  const { actions, message } = props;
  const { approvals, error, finishReason, note, offers, sources, text } =
    message;
  const openSource = useOpenSource(message, actions.onOpenSource);
  return (
    <article
      className={styles.answer}
      aria-label={props.agentTitle}
      aria-busy={finishReason === undefined}
      aria-posinset={props.posInSet}
      aria-setsize={props.setSize}
    >
      <header className={styles.head}>
        <strong>{props.agentTitle}</strong>
      </header>
      <Workings message={message} />
      {text && (
        <SafeMarkdown
          sources={sources}
          onOpenSource={openSource}
          isStreaming={finishReason === undefined}
        >
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
      {approvals.map(approval => (
        <ApprovalCard
          key={approval.id}
          approval={approval}
          calls={message.toolCalls}
          onDecide={actions.onDecide}
          isReadOnly={actions.isReadOnly}
        />
      ))}
      {(finishReason === 'cancelled' || note) && (
        <Text variant="body-small" color="secondary" className={styles.note}>
          {finishReason === 'cancelled' && 'Stopped before its end.'} {note}
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
            props.isLast &&
            actions.onRetry && (
              <Button
                size="small"
                variant="secondary"
                onPress={actions.onRetry}
              >
                Ask again
              </Button>
            )
          }
        />
      )}
      {finishReason && <AnswerActions {...props} />}
    </article>
  );
}
