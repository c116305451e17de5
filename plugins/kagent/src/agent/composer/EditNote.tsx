import { Button, Text } from '@backstage/ui';
import { RiEditLine } from '@remixicon/react';
import type { Agent } from '@zerotouch/plugin-kagent-common';
import styles from './composer.module.css';

/** The runtime whose agent reads the conversation from the portal with each message, and so forgets what is folded away. */
const FORGETTING_RUNTIME = 'consultant';

/** Says that an earlier message is being edited, and what becomes of what followed it. */
export function EditNote(props: { agent?: Agent; onCancel(): void }) {
  const { agent } = props;
  return (
    <div className={styles.note}>
      <RiEditLine aria-hidden size={16} />
      <Text variant="body-small" role="status">
        Editing an earlier message; what follows is folded away.
        {agent &&
          agent.runtime !== FORGETTING_RUNTIME &&
          ` ${agent.title} keeps a memory of its own and still remembers it.`}
      </Text>
      <Button size="small" variant="tertiary" onPress={props.onCancel}>
        Cancel
      </Button>
    </div>
  );
}
