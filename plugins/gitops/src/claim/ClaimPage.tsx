import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { Link } from 'react-router-dom';
import { gitopsApiRef } from '../api';
import { LinkedComposedObjects } from '../composed/ComposedObjects';
import { CommitRows } from '../commits/CommitRows';
import { HANDBOOK_PATH } from '../paths/portalPaths';
import { useResource } from '../resource/useResource';
import { Fetched, Section } from '../section/Section';
import { ClaimError, LastGoodVersion, OpenProposals } from './ClaimBanners';
import { ClaimActions } from './ClaimActions';
import { ClaimCare } from './ClaimCare';
import type { ClaimIdentity } from './claimIdentity';
import { listClaimProposals, loadClaimVersion } from './loadClaim';
import { SpecTable } from './SpecTable';
import styles from './claim.module.css';

const HISTORY = 10;

/** What a claim asks for, what it becomes, what waits for it and what happened to it. */
export function ClaimPage(props: { claim: ClaimIdentity }) {
  const { claim } = props;
  const gitopsApi = useApi(gitopsApiRef);
  // An entity object is new after each refresh of the catalog; only these values make a claim another one.
  const { kind, tenant, name, path, error } = claim;
  const [version, reloadVersion] = useResource(
    useCallback(
      signal =>
        loadClaimVersion(
          gitopsApi,
          { kind, tenant, name, path, error },
          signal,
        ),
      [gitopsApi, kind, tenant, name, path, error],
    ),
  );
  const [proposals] = useResource(
    useCallback(
      signal => listClaimProposals(gitopsApi, { tenant, path }, signal),
      [gitopsApi, tenant, path],
    ),
  );
  const [history, reloadHistory] = useResource(
    useCallback(
      signal => gitopsApi.listCommits({ path, limit: HISTORY }, { signal }),
      [gitopsApi, path],
    ),
  );
  const commit = version.state === 'done' ? version.value?.commit : undefined;

  return (
    <div className={styles.page}>
      <ClaimActions
        claim={claim}
        spec={
          version.state === 'done' ? version.value?.document.spec : undefined
        }
      />
      {proposals.state === 'done' && proposals.value.length > 0 && (
        <OpenProposals proposals={proposals.value} />
      )}
      {claim.error && <ClaimError claim={claim} />}
      <Section
        title="Spec"
        note={
          <Link to={`/catalog/default/api/${claim.kind.toLowerCase()}`}>
            {claim.kind}
          </Link>
        }
      >
        {commit && <LastGoodVersion commit={commit} />}
        <Fetched
          resource={version}
          what="the claim"
          rows={6}
          onRetry={reloadVersion}
        >
          {value =>
            value ? (
              <SpecTable spec={value.document.spec} />
            ) : (
              <p className={styles.calm}>
                No version of {claim.path} in its last commits is well. Mend the
                file with a proposal.
              </p>
            )
          }
        </Fetched>
        <p className={styles.footnote}>
          <code>{claim.path}</code> ·{' '}
          <Link
            to={claim.docs ? `${HANDBOOK_PATH}${claim.docs}` : HANDBOOK_PATH}
          >
            Docs
          </Link>
        </p>
      </Section>
      <Section title="What it becomes">
        <Fetched
          resource={version}
          what="what the claim becomes"
          rows={4}
          onRetry={reloadVersion}
        >
          {value => (
            <LinkedComposedObjects
              claim={claim}
              objects={value?.preview.objects ?? []}
              findings={(value?.preview.findings ?? []).filter(
                // The page of a claim knows that the claim exists.
                ({ rule }) => rule !== 'exists',
              )}
            />
          )}
        </Fetched>
      </Section>
      {version.state === 'done' && version.value && (
        <ClaimCare claim={claim} objects={version.value.preview.objects} />
      )}
      <Section title="History">
        <Fetched
          resource={history}
          what="the history of the file"
          rows={3}
          onRetry={reloadHistory}
        >
          {page =>
            page.items.length > 0 ? (
              <CommitRows commits={page.items} />
            ) : (
              <p className={styles.calm}>No commit touched this file yet.</p>
            )
          }
        </Fetched>
      </Section>
    </div>
  );
}
