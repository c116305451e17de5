import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { MAX_ATTACHMENT_LENGTH } from '@zerotouch/plugin-kagent-common';
import { useState } from 'react';
import type { Draft } from '../useDraft';
import styles from './attach.module.css';
import { isCut, toTextAttachment } from './readTextFile';

/** Takes pasted text as a log. */
export function AttachLogDialog(props: { draft: Draft; onClose(): void }) {
  const { draft, onClose } = props;
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={isOpen => !isOpen && onClose()}
      width={640}
    >
      <DialogHeader>Attach the text of a log</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <TextField
            label="What it is"
            placeholder="Such as: log of web-0 at 12:04"
            maxLength={200}
            value={title}
            onChange={setTitle}
          />
          <TextAreaField
            label="Text"
            rows={10}
            value={text}
            onChange={setText}
          />
          <Text as="p" variant="body-small" color="secondary" role="status">
            {isCut(text)
              ? `It is longer than ${MAX_ATTACHMENT_LENGTH.toLocaleString()} characters: its end is sent.`
              : 'Secrets in it are left out before anybody reads it.'}
          </Text>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          Cancel
        </Button>
        <Button
          variant="primary"
          isDisabled={text.trim() === ''}
          onPress={() => {
            draft.attach(
              toTextAttachment({ kind: 'log', title: title || 'Log', text }),
            );
            onClose();
          }}
        >
          Attach
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
