import { VisuallyHidden } from '@backstage/ui';
import { Link } from 'react-router-dom';
import { CommitRows } from '../commits/CommitRows';
import { docsPath } from '../paths/portalPaths';
import { Fetched, Section } from '../section/Section';
import { AskBox } from './AskBox';
import { NeedsYou } from './NeedsYou';
import { PlatformLayers } from './PlatformLayers';
import { Problems } from './Problems';
import { Runbooks } from './Runbooks';
import { Start } from './Start';
import { Tenants } from './Tenants';
import styles from './home.module.css';
import { useHome } from './useHome';

/** Home: what needs you, what changed, where to do something. */
export function HomePage() {
  const home = useHome();
  const [proposals, reloadProposals] = home.proposals;
  const [commits, reloadCommits] = home.commits;
  const [problems] = home.problems;
  const [layers, reloadLayers] = home.layers;
  const [tenants, reloadTenants] = home.tenants;
  const [runbooks, reloadRunbooks] = home.runbooks;
  const [waitingItems] = home.waiting;
  const others = waitingItems.state === 'done' ? waitingItems.value : [];
  const waiting =
    proposals.state === 'done'
      ? proposals.value.items.length + others.length
      : undefined;

  return (
    <main className={styles.home}>
      <VisuallyHidden>
        <h1>Home</h1>
      </VisuallyHidden>
      <AskBox />
      <Section
        title="Needs you"
        note={waiting ? `${waiting}` : undefined}
        action={<Link to="/approvals">Approvals</Link>}
        className={styles.wide}
      >
        <Fetched
          resource={proposals}
          what="the open proposals"
          rows={2}
          onRetry={reloadProposals}
        >
          {page => (
            <NeedsYou
              page={page}
              others={others}
              lastCommit={
                commits.state === 'done' ? commits.value.items[0] : undefined
              }
            />
          )}
        </Fetched>
      </Section>
      {problems.state === 'done' && problems.value.items.length > 0 && (
        <Section
          title="Problems"
          note={`${problems.value.items.length}`}
          className={styles.wide}
        >
          <Problems problems={problems.value.items} />
        </Section>
      )}
      <div className={styles.column}>
        <Section title="Platform by layer">
          <Fetched
            resource={layers}
            what="the layers"
            rows={6}
            onRetry={reloadLayers}
          >
            {value => <PlatformLayers layers={value} />}
          </Fetched>
        </Section>
        <Section title="Tenants">
          <Fetched
            resource={tenants}
            what="the tenants"
            rows={3}
            onRetry={reloadTenants}
          >
            {value => <Tenants tenants={value} />}
          </Fetched>
        </Section>
      </div>
      <div className={styles.column}>
        <Section title="Lately in Git">
          <Fetched
            resource={commits}
            what="the history of Git"
            rows={5}
            onRetry={reloadCommits}
          >
            {page =>
              page.items.length > 0 ? (
                <CommitRows commits={page.items} />
              ) : (
                <p className={styles.calm}>Nothing was committed yet.</p>
              )
            }
          </Fetched>
        </Section>
        <Section title="Start">
          <Start />
        </Section>
        <Section
          title="Runbooks"
          action={<Link to={docsPath('runbooks/index.md')}>All</Link>}
        >
          <Fetched
            resource={runbooks}
            what="the runbooks"
            rows={3}
            onRetry={reloadRunbooks}
          >
            {value => <Runbooks runbooks={value} />}
          </Fetched>
        </Section>
      </div>
    </main>
  );
}
