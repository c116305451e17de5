import { VisuallyHidden } from '@backstage/ui';
import { RiPushpinFill, RiShareLine } from '@remixicon/react';
import type { ConversationSummary } from '@zerotouch/plugin-kagent-common';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { shortRef } from '../../author';
import { RenameField } from './RenameField';
import { type RowAction, RowMenu } from './RowMenu';
import { Snippet } from './Snippet';
import styles from './conversations.module.css';

/** One conversation of the list, with its menu; F2 renames it. */
export function ConversationRow(props: {
  conversation: ConversationSummary;
  href: string;
  isSelected: boolean;
  /** The words that the list was searched for. */
  q: string;
  onAction(action: Exclude<RowAction, 'rename'>): void;
  onRename(title: string): void;
  onChosen?(): void;
}) {
  const { conversation, isSelected } = props;
  const [isRenaming, setRenaming] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  const wasRenaming = useRef(false);
  useEffect(() => {
    if (wasRenaming.current && !isRenaming) link.current?.focus();
    wasRenaming.current = isRenaming;
  }, [isRenaming]);

  const title = conversation.title || 'Untitled';
  const isOwner = conversation.access === 'owner';
  if (isRenaming) {
    return (
      <li>
        <RenameField
          title={conversation.title}
          onDone={next => {
            setRenaming(false);
            if (next) props.onRename(next);
          }}
        />
      </li>
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F2' || !isOwner) return;
    event.preventDefault();
    setRenaming(true);
  };
  return (
    <li data-selected={isSelected || undefined}>
      <Link
        ref={link}
        to={props.href}
        aria-current={isSelected ? 'page' : undefined}
        title={title}
        onClick={props.onChosen}
        onKeyDown={onKeyDown}
      >
        <span className={styles.title}>
          {conversation.pinned && (
            <RiPushpinFill aria-hidden size="0.85em" className={styles.mark} />
          )}
          {title}
          {isOwner && conversation.sharedWith.length > 0 && (
            <>
              {' '}
              <RiShareLine aria-hidden size="0.85em" className={styles.mark} />
              <VisuallyHidden>, shared</VisuallyHidden>
            </>
          )}
        </span>
        {!isOwner && (
          <span className={styles.by}>by {shortRef(conversation.owner)}</span>
        )}
        {conversation.snippet && (
          <Snippet text={conversation.snippet} words={props.q} />
        )}
      </Link>
      <RowMenu
        conversation={conversation}
        onAction={action =>
          action === 'rename' ? setRenaming(true) : props.onAction(action)
        }
      />
    </li>
  );
}
