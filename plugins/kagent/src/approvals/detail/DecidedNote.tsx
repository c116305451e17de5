import { Alert, Button, Flex } from '@backstage/ui';
import type { Proposal } from '@zerotouch/plugin-gitops-common';
import { AuthorMark } from '../../author';
import { RelativeTime } from '@zerotouch/plugin-gitops';
import { CatalogLink } from './CatalogLink';
import { ShaButton } from './ShaButton';
import styles from './detail.module.css';

/** How a proposal ended, and the way on from there. */
export function DecidedNote(props: {
  proposal: Proposal;
  canUndo: boolean;
  onUndo(): void;
}) {
  const { proposal } = props;
  const { decision, mergeSha } = proposal;
  const isMerged = proposal.state === 'merged';
  return (
    <Flex direction="column" gap="2">
      <Alert
        status={isMerged ? 'success' : 'info'}
        icon
        title={
          <span className={styles.ended}>
            <span>{isMerged ? 'Merged' : 'Rejected'}</span>{' '}
            {decision && (
              <>
                by <AuthorMark author={decision.by} />
                <RelativeTime iso={decision.at} suffix="ago" />
              </>
            )}
            {mergeSha && <ShaButton sha={mergeSha} label="merge commit" />}
          </span>
        }
        description={decision?.reason || undefined}
        customActions={
          isMerged && props.canUndo ? (
            <Button size="small" variant="secondary" onPress={props.onUndo}>
              Undo
            </Button>
          ) : undefined
        }
      />
      {isMerged && <CatalogLink proposal={proposal} />}
    </Flex>
  );
}
