import { Button, Text, TextAreaField } from '@backstage/ui';
import { MAX_MESSAGE_LENGTH } from '@zerotouch/plugin-kagent-common';
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import styles from './question.module.css';

/** Changes a message that was sent, to ask it anew. */
export function QuestionEditor(props: {
  text: string;
  onSend(text: string): void;
  onCancel(): void;
}) {
  const [text, setText] = useState(props.text);
  const hint = useId();
  const isSendable = text.trim() !== '';
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (isSendable) props.onSend(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      props.onCancel();
    } else if (
      event.key === 'Enter' &&
      !event.shiftKey &&
      event.target instanceof HTMLTextAreaElement
    ) {
      event.preventDefault();
      send();
    }
  };
  return (
    // Keys of the field arrive here; the form itself is not operated.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles.editor}
      aria-label="Edit your message"
      onSubmit={send}
      onKeyDown={onKeyDown}
    >
      <TextAreaField
        aria-label="Your message"
        aria-describedby={hint}
        // The person asked for this field.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        maxLength={MAX_MESSAGE_LENGTH}
        rows={Math.min(12, Math.max(3, text.split('\n').length))}
        value={text}
        onChange={setText}
      />
      <Text id={hint} variant="body-small" color="secondary">
        It is asked anew from here; what follows is folded away, not lost.
      </Text>
      <span className={styles.editorButtons}>
        <Button
          type="submit"
          size="small"
          variant="primary"
          isDisabled={!isSendable}
        >
          Send
        </Button>
        <Button size="small" variant="tertiary" onPress={props.onCancel}>
          Cancel
        </Button>
      </span>
    </form>
  );
}
