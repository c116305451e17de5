import { Button, ButtonLink } from '@backstage/ui';
import {
  RiAlertFill,
  RiGitPullRequestLine,
  RiLoader4Line,
} from '@remixicon/react';
import { useEffect } from 'react';
import { Link } from 'react-router-dom';
import { proposalPath } from '../paths/portalPaths';
import { announceProposals } from '../proposals/proposalChanges';
import styles from './goldenPath.module.css';
import { useRun } from './useRun';

/** What became of a form: the proposal and what happens next, or why there is none and the way back. */
export function RunResult(props: { taskId: string; onBack: () => void }) {
  const { taskId, onBack } = props;
  const run = useRun(taskId);
  useEffect(() => {
    if (run.state === 'done') announceProposals();
  }, [run.state]);

  switch (run.state) {
    case 'running':
      return (
        <section className={styles.result} role="status">
          <h2>
            <RiLoader4Line size={20} aria-hidden="true" /> Opening the proposal
          </h2>
          <p>{run.step ?? 'Waiting for its turn.'}</p>
        </section>
      );
    case 'failed':
      return (
        <section className={styles.result} role="alert">
          <h2>
            <RiAlertFill
              size={20}
              className={styles.danger}
              aria-hidden="true"
            />{' '}
            No proposal was opened
          </h2>
          <p>{run.message}</p>
          <p>Nothing was written. Go back, mend the form and try again.</p>
          <div className={styles.actions}>
            <Button variant="primary" onPress={onBack}>
              Back to the form
            </Button>
            <Link to={`/create/tasks/${encodeURIComponent(taskId)}`}>
              Log of the run
            </Link>
          </div>
        </section>
      );
    default: {
      const { proposalNumber: number } = run;
      const path = number === undefined ? '/approvals' : proposalPath(number);
      return (
        <section className={styles.result} role="status">
          <h2>
            <RiGitPullRequestLine size={20} aria-hidden="true" /> Proposal{' '}
            {number !== undefined && `#${number} `}is open
          </h2>
          <p>Nothing has changed yet. What happens next:</p>
          <ol>
            <li>The portal checks the change.</li>
            <li>A person reads it in Approvals and approves or rejects it.</li>
            <li>
              Once approved it is on main: the catalog shows it within seconds,
              and Argo CD makes the cluster follow.
            </li>
          </ol>
          <div className={styles.actions}>
            <ButtonLink variant="primary" href={path}>
              Review the proposal
            </ButtonLink>
            <Link to="/create">Create something else</Link>
            <Link to={`/create/tasks/${encodeURIComponent(taskId)}`}>
              Log of the run
            </Link>
          </div>
        </section>
      );
    }
  }
}
