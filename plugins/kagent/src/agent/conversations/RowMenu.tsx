import {
  ButtonIcon,
  Menu,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from '@backstage/ui';
import {
  RiDeleteBinLine,
  RiDownloadLine,
  RiEditLine,
  RiMore2Line,
  RiPushpinLine,
  RiShareLine,
  RiUnpinLine,
} from '@remixicon/react';
import type { ConversationSummary } from '@zerotouch/plugin-kagent-common';
import styles from './conversations.module.css';

/** What can be done with a conversation. */
export type RowAction =
  | 'pin'
  | 'unpin'
  | 'rename'
  | 'share'
  | 'export-markdown'
  | 'export-json'
  | 'delete';

const ACTIONS: RowAction[] = [
  'pin',
  'unpin',
  'rename',
  'share',
  'export-markdown',
  'export-json',
  'delete',
];

/** The menu of one conversation; of one that belongs to somebody else it only exports. */
export function RowMenu(props: {
  conversation: ConversationSummary;
  onAction(action: RowAction): void;
}) {
  const { conversation } = props;
  const isOwner = conversation.access === 'owner';
  return (
    <MenuTrigger>
      <ButtonIcon
        className={styles.more}
        size="small"
        variant="tertiary"
        icon={<RiMore2Line />}
        aria-label={`More about ${conversation.title || 'Untitled'}`}
      />
      <Menu
        placement="bottom right"
        onAction={key => {
          const action = ACTIONS.find(other => other === key);
          if (action) props.onAction(action);
        }}
      >
        {isOwner && (
          <>
            {conversation.pinned ? (
              <MenuItem id="unpin" iconStart={<RiUnpinLine />}>
                Unpin
              </MenuItem>
            ) : (
              <MenuItem id="pin" iconStart={<RiPushpinLine />}>
                Pin
              </MenuItem>
            )}
            <MenuItem id="rename" iconStart={<RiEditLine />}>
              Rename
            </MenuItem>
            <MenuItem id="share" iconStart={<RiShareLine />}>
              Share…
            </MenuItem>
          </>
        )}
        <MenuItem id="export-markdown" iconStart={<RiDownloadLine />}>
          Export as Markdown
        </MenuItem>
        <MenuItem id="export-json" iconStart={<RiDownloadLine />}>
          Export as JSON
        </MenuItem>
        {isOwner && (
          <>
            <MenuSeparator />
            <MenuItem
              id="delete"
              iconStart={<RiDeleteBinLine />}
              color="danger"
            >
              Delete…
            </MenuItem>
          </>
        )}
      </Menu>
    </MenuTrigger>
  );
}
