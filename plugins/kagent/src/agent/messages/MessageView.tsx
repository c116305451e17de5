import type {
  DecideApprovalRequest,
  Feedback,
  FeedbackRequest,
  Source,
} from '@zerotouch/plugin-kagent-common';
import { memo } from 'react';
import type { Message } from '../thread';
import { AnswerView } from './AnswerView';
import { QuestionView } from './question/QuestionView';

/** What a person may do with messages; what is absent cannot be done now. */
export interface MessageActions {
  isReadOnly: boolean;
  onOpenSource(message: Message, source: Source): void;
  /** Passes a decision on. */
  onDecide?(approvalId: string, request: DecideApprovalRequest): void;
  /** Asks the last question again. */
  onRetry?(): void;
  /** Asks `text` in the place of a message. */
  onEdit?(message: Message, text: string): void;
  onFeedback?(messageId: string, request: FeedbackRequest): void;
}

/** Properties of {@link MessageView}. */
export interface MessageViewProps {
  message: Message;
  /** Title of the agent that speaks. */
  agentTitle: string;
  actions: MessageActions;
  /** True for the last message of the conversation. */
  isLast: boolean;
  feedback?: Feedback;
  /** Place among all messages, counted from 1, where not all of them are on the page. */
  posInSet?: number;
  setSize?: number;
}

/** One message of a conversation; drawn again only when it changes. */
export const MessageView = memo(function OneMessage(props: MessageViewProps) {
  if (props.message.role === 'assistant') return <AnswerView {...props} />;
  return (
    <QuestionView
      {...props}
      renderEarlier={messages =>
        messages.map(message => (
          <OneMessage
            key={message.id}
            message={message}
            agentTitle={props.agentTitle}
            actions={{
              isReadOnly: true,
              onOpenSource: props.actions.onOpenSource,
            }}
            isLast={false}
          />
        ))
      }
    />
  );
});
