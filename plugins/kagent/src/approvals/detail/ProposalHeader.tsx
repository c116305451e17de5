import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Proposal } from '@zerotouch/plugin-gitops-common';
import { AuthorMark } from '../../author';
import { RelativeTime } from '@zerotouch/plugin-gitops';
import { toAskPath } from '../../context';
import { agentRouteRef } from '../../routes';
import { ShaButton } from './ShaButton';
import styles from './detail.module.css';

/** What a proposal is, who made it, for whom and when. */
export function ProposalHeader(props: { proposal: Proposal }) {
  const { proposal } = props;
  const agentPath = useRouteRef(agentRouteRef)?.() ?? '/agent';
  return (
    <header className={styles.header}>
      <Text as="h2" variant="title-small" weight="bold">
        {proposal.title}
      </Text>
      <div className={styles.facts}>
        <span>#{proposal.number}</span>
        <span>
          by <AuthorMark author={proposal.author} />
        </span>
        {proposal.tenants.length > 0 && (
          <span>for {proposal.tenants.join(', ')}</span>
        )}
        <span>
          opened <RelativeTime iso={proposal.createdAt} suffix="ago" />
        </span>
        <span>
          head <ShaButton sha={proposal.headSha} label="head" />
        </span>
        <Link
          href={toAskPath(agentPath, {
            kind: 'proposal',
            number: proposal.number,
          })}
        >
          Ask the agent
        </Link>
      </div>
    </header>
  );
}
