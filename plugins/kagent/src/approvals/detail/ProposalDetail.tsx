import { useApi } from '@backstage/frontend-plugin-api';
import {
  ErrorState,
  gitopsApiRef,
  isNotFound,
  LoadingRows,
  PageState,
  StaleNote,
} from '@zerotouch/plugin-gitops';
import type { Proposal } from '@zerotouch/plugin-gitops-common';
import { useQuery } from '../../query';
import { ProposalView } from './ProposalView';

const INTERVAL_MS = 5_000;

/** One proposal, kept current while it is looked at. Mount it with the number as its key. */
export function ProposalDetail(props: {
  number: number;
  onDecided(proposal: Proposal): void;
  onUndo(number: number): void;
}) {
  const { number } = props;
  const gitopsApi = useApi(gitopsApiRef);
  const query = useQuery(
    `proposal:${number}`,
    signal => gitopsApi.getProposal(number, { signal }),
    { intervalMs: INTERVAL_MS },
  );
  if (query.data === undefined) {
    if (!query.error) return <LoadingRows what={`proposal ${number}`} />;
    if (isNotFound(query.error)) {
      return (
        <PageState role="alert" title={`There is no proposal #${number}`}>
          Choose one from the list.
        </PageState>
      );
    }
    return (
      <ErrorState
        what={`proposal #${number}`}
        error={query.error}
        onRetry={query.reload}
      />
    );
  }
  return (
    <>
      {query.error && <StaleNote error={query.error} onRetry={query.reload} />}
      <ProposalView
        latest={query.data}
        onChanged={query.setData}
        onDecided={props.onDecided}
        onUndo={() => props.onUndo(number)}
      />
    </>
  );
}
