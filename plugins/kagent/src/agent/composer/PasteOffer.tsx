import { Button, Text } from '@backstage/ui';
import { RiClipboardLine } from '@remixicon/react';
import type { Draft } from './useDraft';
import { toTextAttachment } from './attach/readTextFile';
import styles from './composer.module.css';

/** From here on pasted text is better attached than said. */
export const LONG_PASTE = 1_500;

/** Offers to attach a long text that was just pasted into the message. */
export function PasteOffer(props: {
  pasted: string;
  draft: Draft;
  onDone(): void;
}) {
  const { pasted, draft, onDone } = props;
  return (
    <div className={styles.note}>
      <RiClipboardLine aria-hidden size={16} />
      <Text variant="body-small" role="status">
        You pasted {pasted.length.toLocaleString()} characters.
      </Text>
      <Button
        size="small"
        variant="secondary"
        onPress={() => {
          draft.attach(
            toTextAttachment({
              kind: 'log',
              title: 'Pasted text',
              text: pasted,
            }),
          );
          draft.setText(draft.text.replace(pasted, '').trim());
          onDone();
        }}
      >
        Attach it instead
      </Button>
      <Button size="small" variant="tertiary" onPress={onDone}>
        Keep it in the message
      </Button>
    </div>
  );
}
