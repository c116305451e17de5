import { Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  gitopsApiRef,
  PageState,
  RelativeTime,
} from '@zerotouch/plugin-gitops';
import { shortRef } from '../../author';
import { useQuery } from '../../query';

/** What an empty queue says: that nothing waits, and what changed last. */
export function NothingWaits() {
  const gitopsApi = useApi(gitopsApiRef);
  const { data } = useQuery('last-commit', signal =>
    gitopsApi.listCommits({ limit: 1 }, { signal }),
  );
  const last = data?.items[0];
  return (
    <PageState title="Nothing needs you." role="status">
      {last && (
        <Text color="secondary">
          Last change <RelativeTime iso={last.committedAt} suffix="ago" /> by{' '}
          {last.approvedBy ? shortRef(last.approvedBy) : last.authorName}:{' '}
          {last.title}
        </Text>
      )}
    </PageState>
  );
}
