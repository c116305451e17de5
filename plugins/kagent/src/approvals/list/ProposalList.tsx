import { Button, SearchField, Tab, TabList, Tabs, Text } from '@backstage/ui';
import { ErrorState, LoadingRows, StaleNote } from '@zerotouch/plugin-gitops';
import type { ProposalSummary } from '@zerotouch/plugin-gitops-common';
import { useState } from 'react';
import type { Query } from '../../query';
import { NothingWaits } from './NothingWaits';
import { ProposalRow } from './ProposalRow';
import { filterProposals } from './filterProposals';
import styles from './list.module.css';

/** Which half of the queue is shown. */
export type QueueTab = 'waiting' | 'decided';

/** The queue: what waits, and what was decided. */
export function ProposalList(props: {
  tab: QueueTab;
  onTab(tab: QueueTab): void;
  rows: ProposalSummary[];
  query: Query<unknown>;
  struck: number[];
  selected?: number;
  toHref(number: number): string;
  onUndo(proposal: ProposalSummary): void;
  /** Set when older ones may be had. */
  onMore?(): void;
}) {
  const { tab, rows, query, struck, selected } = props;
  const [filter, setFilter] = useState('');
  const found = filterProposals(rows, filter);
  return (
    <>
      <div className={styles.tools}>
        <Tabs
          selectedKey={tab}
          onSelectionChange={key =>
            props.onTab(key === 'decided' ? 'decided' : 'waiting')
          }
        >
          <TabList aria-label="Queue">
            <Tab id="waiting">Waiting</Tab>
            <Tab id="decided">Decided</Tab>
          </TabList>
        </Tabs>
        <SearchField
          size="small"
          aria-label="Filter proposals"
          placeholder="Title, tenant or author"
          value={filter}
          onChange={setFilter}
        />
      </div>
      {query.error && query.data !== undefined && (
        <StaleNote error={query.error} onRetry={query.reload} />
      )}
      {query.isLoading && <LoadingRows what="proposals" height={56} />}
      {query.error && query.data === undefined && (
        <ErrorState
          what="proposals"
          error={query.error}
          onRetry={query.reload}
        />
      )}
      {query.data !== undefined && rows.length === 0 && tab === 'waiting' && (
        <NothingWaits />
      )}
      {query.data !== undefined && rows.length === 0 && tab === 'decided' && (
        <Text as="p" color="secondary" className={styles.none}>
          Nothing was decided yet.
        </Text>
      )}
      {rows.length > 0 && found.length === 0 && (
        <Text as="p" color="secondary" className={styles.none}>
          No proposal matches “{filter}”.
        </Text>
      )}
      {found.length > 0 && (
        <ul className={styles.list} aria-label="Proposals">
          {found.map(proposal => (
            <ProposalRow
              key={proposal.number}
              proposal={proposal}
              href={props.toHref(proposal.number)}
              isSelected={proposal.number === selected}
              isStruck={struck.includes(proposal.number)}
              onUndo={
                struck.includes(proposal.number) && proposal.state === 'merged'
                  ? () => props.onUndo(proposal)
                  : undefined
              }
            />
          ))}
        </ul>
      )}
      {props.onMore && (
        <div className={styles.none}>
          <Button size="small" variant="secondary" onPress={props.onMore}>
            Show older ones
          </Button>
        </div>
      )}
    </>
  );
}
