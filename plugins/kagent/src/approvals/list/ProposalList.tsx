import { Button, SearchField, Tab, TabList, Tabs, Text } from '@backstage/ui';
import { ErrorState, LoadingRows, StaleNote } from '@zerotouch/plugin-gitops';
import type { ProposalSummary } from '@zerotouch/plugin-gitops-common';
import type { WaitingApproval } from '@zerotouch/plugin-kagent-common';
import { useState } from 'react';
import type { Query } from '../../query';
import { ToolRow, filterTools, keyOfTool } from '../tools';
import { NothingWaits } from './NothingWaits';
import { ProposalRow } from './ProposalRow';
import { filterProposals } from './filterProposals';
import styles from './list.module.css';

/** Which half of the queue is shown. */
export type QueueTab = 'waiting' | 'decided';

/** Tool calls in the queue. */
export interface WaitingTools {
  query: Query<unknown>;
  rows: WaitingApproval[];
  /** Keys of those that were decided here. */
  struck: string[];
  /** Key of the one that is open. */
  selected?: string;
  toHref(tool: WaitingApproval): string;
}

/** The queue: what waits, and what was decided. */
export function ProposalList(props: {
  tab: QueueTab;
  onTab(tab: QueueTab): void;
  rows: ProposalSummary[];
  /** What agents wait with; shown before the proposals that wait. */
  tools: WaitingTools;
  query: Query<unknown>;
  struck: number[];
  selected?: number;
  toHref(number: number): string;
  onUndo(proposal: ProposalSummary): void;
  /** Set when older ones may be had. */
  onMore?(): void;
}) {
  const { tab, rows, tools, query, struck, selected } = props;
  const [filter, setFilter] = useState('');
  const found = filterProposals(rows, filter);
  const isWaiting = tab === 'waiting';
  const foundTools = isWaiting ? filterTools(tools.rows, filter) : [];
  const isEmpty = rows.length + (isWaiting ? tools.rows.length : 0) === 0;
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
          aria-label="Filter the queue"
          placeholder="Title, tenant, author or tool"
          value={filter}
          onChange={setFilter}
        />
      </div>
      {query.error && query.data !== undefined && (
        <StaleNote error={query.error} onRetry={query.reload} />
      )}
      {isWaiting && tools.query.error && (
        <StaleNote error={tools.query.error} onRetry={tools.query.reload} />
      )}
      {query.isLoading && <LoadingRows what="proposals" height={56} />}
      {query.error && query.data === undefined && (
        <ErrorState
          what="proposals"
          error={query.error}
          onRetry={query.reload}
        />
      )}
      {query.data !== undefined && isEmpty && isWaiting && <NothingWaits />}
      {query.data !== undefined && isEmpty && !isWaiting && (
        <Text as="p" color="secondary" className={styles.none}>
          Nothing was decided yet.
        </Text>
      )}
      {!isEmpty && found.length + foundTools.length === 0 && (
        <Text as="p" color="secondary" className={styles.none}>
          Nothing matches “{filter}”.
        </Text>
      )}
      {foundTools.length > 0 && (
        <ul className={styles.list} aria-label="Tool calls">
          {foundTools.map(tool => (
            <ToolRow
              key={keyOfTool(tool)}
              tool={tool}
              href={tools.toHref(tool)}
              isSelected={keyOfTool(tool) === tools.selected}
              isStruck={tools.struck.includes(keyOfTool(tool))}
            />
          ))}
        </ul>
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
