import { ButtonIcon, Text } from '@backstage/ui';
import { RiPencilLine, RiShieldKeyholeLine } from '@remixicon/react';
import { RelativeTime } from '@zerotouch/plugin-gitops';
import { type ReactNode, useRef, useState } from 'react';
import { CopyButton } from '../../../markdown';
import type { Message } from '../../thread';
import { Fold } from '../calls/Fold';
import type { MessageViewProps } from '../MessageView';
import shared from '../messages.module.css';
import { AttachmentList } from './AttachmentList';
import { QuestionEditor } from './QuestionEditor';
import styles from './question.module.css';

/** What the backend puts in the place of a secret that somebody pasted. */
const REDACTED = /\[removed [^\]]{1,40}\]/;

/** What a person said, with what came before when it was edited. */
export function QuestionView(
  props: MessageViewProps & {
    renderEarlier(messages: Message[]): ReactNode;
  },
) {
  const { actions, message } = props;
  const { attachments, earlier, text } = message;
  const [isEdited, setEdited] = useState(false);
  const box = useRef<HTMLElement>(null);
  const stopEditing = () => {
    setEdited(false);
    requestAnimationFrame(() =>
      box.current
        ?.querySelector<HTMLElement>('[data-action="edit"]')
        ?.focus({ preventScroll: true }),
    );
  };
  const isRedacted =
    REDACTED.test(text) || attachments.some(one => REDACTED.test(one.text));
  return (
    <article
      ref={box}
      className={styles.question}
      aria-label="You"
      aria-posinset={props.posInSet}
      aria-setsize={props.setSize}
    >
      {earlier && (
        <Fold
          summary={`Earlier version · ${
            earlier.length === 1 ? '1 message' : `${earlier.length} messages`
          }`}
        >
          {() => (
            <div className={styles.earlier}>{props.renderEarlier(earlier)}</div>
          )}
        </Fold>
      )}
      {isEdited && actions.onEdit ? (
        <QuestionEditor
          text={text}
          onCancel={stopEditing}
          onSend={changed => {
            stopEditing();
            actions.onEdit?.(message, changed);
          }}
        />
      ) : (
        <p className={styles.bubble}>{text}</p>
      )}
      <AttachmentList attachments={attachments} />
      {isRedacted && (
        <Text variant="body-small" color="secondary" className={styles.note}>
          <RiShieldKeyholeLine aria-hidden size="1em" /> What looked like a
          secret was removed before it was stored. If it is a real one, replace
          it where it is used.
        </Text>
      )}
      {!isEdited && (
        <div className={shared.actions} role="group" aria-label="Your message">
          <span className={shared.time}>
            <RelativeTime iso={message.createdAt} />
          </span>
          <CopyButton isIcon text={text} what="your message" />
          {actions.onEdit && (
            <ButtonIcon
              data-action="edit"
              size="small"
              variant="tertiary"
              icon={<RiPencilLine />}
              aria-label="Edit and send again"
              onPress={() => setEdited(true)}
            />
          )}
        </div>
      )}
    </article>
  );
}
