import {
  Button,
  ButtonLink,
  SearchField,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
} from '@backstage/ui';
import { ErrorState, LoadingRows, StaleNote } from '@zerotouch/plugin-gitops';
import { RiAddLine } from '@remixicon/react';
import type { ConversationSummary } from '@zerotouch/plugin-kagent-common';
import { type KeyboardEvent, useState } from 'react';
import { ShareDialog } from '../share';
import { ConversationRow } from './ConversationRow';
import { DeleteDialog } from './DeleteDialog';
import type { RowAction } from './RowMenu';
import styles from './conversations.module.css';
import { groupConversations } from './groupConversations';
import type { ConversationActions } from './useConversationActions';
import type { Conversations, Scope } from './useConversations';

/** What the list is asked for. */
export interface ListFilter {
  scope: Scope;
  /** As it is typed. */
  q: string;
}

/** The person's conversations and those that others share with them: searched, pinned, by day. */
export function ConversationList(props: {
  conversations: Conversations;
  filter: ListFilter;
  onFilter(filter: ListFilter): void;
  actions: ConversationActions;
  onShared(conversation: ConversationSummary): void;
  selected?: string;
  basePath: string;
  /** Called when one is chosen, to fold the list on a phone. */
  onChosen?(): void;
}) {
  const { conversations, filter, actions, basePath } = props;
  const { scope, q } = filter;
  const { data, error } = conversations;
  const [toDelete, setToDelete] = useState<ConversationSummary>();
  const [toShare, setToShare] = useState<ConversationSummary>();
  const { words } = conversations;
  const toHref = (id: string) => `${basePath}/${encodeURIComponent(id)}`;
  const act = (
    conversation: ConversationSummary,
    action: Exclude<RowAction, 'rename'>,
  ) => {
    const { id } = conversation;
    switch (action) {
      case 'pin':
      case 'unpin':
        actions.update(id, { pinned: action === 'pin' });
        break;
      case 'share':
        setToShare(conversation);
        break;
      case 'delete':
        setToDelete(conversation);
        break;
      case 'export-json':
      case 'export-markdown':
        actions.save(id, action === 'export-json' ? 'json' : 'markdown');
        break;
      default:
        throw new Error(`Unknown action: ${action satisfies never}`);
    }
  };
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || q === '') return;
    // What clears the field must not close the drawer or the sheet around it.
    event.stopPropagation();
    props.onFilter({ scope, q: '' });
  };
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
      <div onKeyDownCapture={onSearchKey}>
        <SearchField
          size="small"
          aria-label="Search conversations"
          placeholder="Search what was said"
          value={q}
          onChange={next => props.onFilter({ scope, q: next })}
        />
      </div>
      <Tabs
        className={styles.tabs}
        selectedKey={scope}
        onSelectionChange={key =>
          props.onFilter({ q, scope: key === 'shared' ? 'shared' : 'own' })
        }
      >
        <TabList aria-label="Whose conversations">
          <Tab id="own">Mine</Tab>
          <Tab id="shared">Shared with me</Tab>
        </TabList>
        <TabPanel id={scope} className={styles.through}>
          {error && data !== undefined && (
            <StaleNote error={error} onRetry={conversations.reload} />
          )}
          {conversations.isLoading && (
            <LoadingRows what="conversations" rows={5} height={28} />
          )}
          {error && data === undefined && (
            <ErrorState
              what="conversations"
              error={error}
              onRetry={conversations.reload}
            />
          )}
          <div role="status">
            {data?.length === 0 && (
              <Text as="p" color="secondary" className={styles.none}>
                {describeNothing(scope, words)}
              </Text>
            )}
          </div>
          {groupConversations(data ?? [], {
            now: new Date(),
            isSearch: words !== '',
          }).map(group => (
            <section key={group.title} aria-label={group.title}>
              <Text
                as="h2"
                variant="body-small"
                color="secondary"
                className={styles.day}
              >
                {group.title}
              </Text>
              <ul>
                {group.conversations.map(conversation => (
                  <ConversationRow
                    key={conversation.id}
                    conversation={conversation}
                    href={toHref(conversation.id)}
                    isSelected={conversation.id === props.selected}
                    q={words}
                    onAction={action => act(conversation, action)}
                    onRename={title =>
                      actions.update(conversation.id, { title })
                    }
                    onChosen={props.onChosen}
                  />
                ))}
              </ul>
            </section>
          ))}
          {conversations.more && (
            <Button
              size="small"
              variant="tertiary"
              onPress={conversations.more}
            >
              Show older ones
            </Button>
          )}
        </TabPanel>
      </Tabs>
      <DeleteDialog
        conversation={toDelete}
        onClose={() => setToDelete(undefined)}
        onDelete={actions.remove}
      />
      {toShare && (
        <ShareDialog
          conversation={toShare}
          path={toHref(toShare.id)}
          onClose={() => setToShare(undefined)}
          onShared={props.onShared}
        />
      )}
    </nav>
  );
}

function describeNothing(scope: Scope, words: string): string {
  if (words) return `No conversation says “${words}”. Try other words.`;
  return scope === 'own'
    ? 'Nothing was asked yet. What you ask stays here.'
    : 'Nobody shares a conversation with you.';
}
