import { ButtonIcon, ButtonLink, Text } from '@backstage/ui';
import { ErrorState, LoadingRows } from '@zerotouch/plugin-gitops';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import type { ConversationSummary } from '@zerotouch/plugin-kagent-common';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { Query } from '../../query';
import { DeleteDialog } from './DeleteDialog';
import styles from './conversations.module.css';
import { groupByDay } from './groupByDay';

/** The person's conversations by day. */
export function ConversationList(props: {
  query: Query<ConversationSummary[]>;
  selected?: string;
  basePath: string;
  onDelete(id: string): void;
  /** Called when one is chosen, to fold the list on a phone. */
  onChosen?(): void;
}) {
  const { query, selected, basePath } = props;
  const [toDelete, setToDelete] = useState<ConversationSummary>();
  return (
    <nav aria-label="Conversations" className={styles.nav}>
      <ButtonLink
        href={basePath}
        size="small"
        variant="secondary"
        iconStart={<RiAddLine />}
        onPress={props.onChosen}
      >
        New conversation
      </ButtonLink>
      {query.isLoading && (
        <LoadingRows what="conversations" rows={5} height={28} />
      )}
      {query.error && query.data === undefined && (
        <ErrorState
          what="conversations"
          error={query.error}
          onRetry={query.reload}
        />
      )}
      {groupByDay(query.data ?? [], new Date()).map(group => (
        <section key={group.day} aria-label={group.day}>
          <Text
            as="h2"
            variant="body-small"
            color="secondary"
            className={styles.day}
          >
            {group.day}
          </Text>
          <ul>
            {group.conversations.map(conversation => (
              <li
                key={conversation.id}
                data-selected={conversation.id === selected || undefined}
              >
                <Link
                  to={`${basePath}/${encodeURIComponent(conversation.id)}`}
                  aria-current={
                    conversation.id === selected ? 'page' : undefined
                  }
                  title={conversation.title}
                  onClick={props.onChosen}
                >
                  {conversation.title || 'Untitled'}
                </Link>
                <ButtonIcon
                  className={styles.delete}
                  size="small"
                  variant="tertiary"
                  icon={<RiDeleteBinLine />}
                  aria-label={`Delete ${conversation.title || 'Untitled'}`}
                  onPress={() => setToDelete(conversation)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <DeleteDialog
        conversation={toDelete}
        onClose={() => setToDelete(undefined)}
        onDelete={props.onDelete}
      />
    </nav>
  );
}
