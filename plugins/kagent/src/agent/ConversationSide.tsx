import {
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  useBreakpoint,
} from '@backstage/ui';
import { RiChatHistoryLine } from '@remixicon/react';
import { type ReactNode, useState } from 'react';
import styles from './agent.module.css';

/** The list of conversations: at the side of a wide window, behind a button of a narrow one. */
export function ConversationSide(props: {
  /** Title of the conversation in front. */
  title: string;
  /** @param close - Folds the list on a narrow window. */
  children(close: () => void): ReactNode;
}) {
  const { up } = useBreakpoint();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  if (up('md')) {
    return (
      <aside className={styles.conversations} aria-label="All conversations">
        {props.children(close)}
      </aside>
    );
  }
  return (
    <div className={styles.fold}>
      <Button
        size="small"
        variant="tertiary"
        iconStart={<RiChatHistoryLine />}
        aria-haspopup="dialog"
        onPress={() => setOpen(true)}
      >
        Conversations
      </Button>
      <span className={styles.foldTitle}>{props.title}</span>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        isDismissable
        width="min(24rem, 100vw)"
        height="100dvh"
        className={styles.sheet}
      >
        <DialogHeader>Conversations</DialogHeader>
        <DialogBody>{props.children(close)}</DialogBody>
      </Dialog>
    </div>
  );
}
