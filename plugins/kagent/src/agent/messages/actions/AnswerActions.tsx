import { ButtonIcon } from '@backstage/ui';
import { RiRestartLine } from '@remixicon/react';
import { RelativeTime } from '@zerotouch/plugin-gitops';
import { CopyButton } from '../../../markdown';
import type { MessageViewProps } from '../MessageView';
import shared from '../messages.module.css';
import { FeedbackButtons } from './FeedbackButtons';
import styles from './actions.module.css';
import { tokenLine } from './tokenLine';

/** What a person may do with a finished answer, and what it took. */
export function AnswerActions(props: MessageViewProps) {
  const { actions, feedback, isLast, message } = props;
  const { onFeedback, onRetry } = actions;
  // Alerts and approval cards bring their own ways on.
  const isOver =
    !message.error && message.approvals.every(({ decided }) => decided);
  return (
    <div
      className={shared.actions}
      role="group"
      aria-label="This answer"
      data-steady={isLast || feedback ? true : undefined}
    >
      {message.text && <CopyButton isIcon text={message.text} what="answer" />}
      {onFeedback && (
        <FeedbackButtons
          feedback={feedback}
          onFeedback={request => onFeedback(message.id, request)}
        />
      )}
      {isLast && onRetry && isOver && (
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiRestartLine />}
          aria-label="Answer again"
          onPress={onRetry}
        />
      )}
      <span className={shared.time}>
        <RelativeTime iso={message.createdAt} />
      </span>
      {message.usage && (
        <span
          className={styles.tokens}
          title="What the model read and wrote for this answer, all of its steps together"
        >
          {tokenLine(message.usage)}
        </span>
      )}
    </div>
  );
}
