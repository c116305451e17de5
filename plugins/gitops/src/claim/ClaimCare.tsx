import { useApi } from '@backstage/frontend-plugin-api';
import type { Preview } from '@zerotouch/plugin-gitops-common';
import { useCallback, useMemo } from 'react';
import { Link } from 'react-router-dom';
import { gitopsApiRef } from '../api';
import { agentPath, docsPath } from '../paths/portalPaths';
import { useResource } from '../resource/useResource';
import { Fetched, Section } from '../section/Section';
import { claimRefOf } from './claimRefOf';
import styles from './claim.module.css';
import { findAlerts } from './findAlerts';
import { loadRunbooks } from './loadRunbooks';

/** The alerts that a claim brings and the runbooks for its kind; an alert leads to the runbook that answers it. */
export function ClaimCare(props: {
  claim: { kind: string; tenant: string; name: string };
  objects: Preview['objects'];
}) {
  const { claim, objects } = props;
  const { kind } = claim;
  const gitopsApi = useApi(gitopsApiRef);
  const alerts = useMemo(() => findAlerts(objects), [objects]);
  const [runbooks, reload] = useResource(
    useCallback(
      signal => loadRunbooks(gitopsApi, kind, signal),
      [gitopsApi, kind],
    ),
  );
  const known = runbooks.state === 'done' ? runbooks.value : [];
  return (
    <>
      <Section title="Alerts" note={alerts.length || undefined}>
        {alerts.length === 0 ? (
          <p className={styles.calm}>This claim brings no alerts.</p>
        ) : (
          <ul className={styles.alerts}>
            {alerts.map(({ name, severity, summary, holdFor }) => {
              const runbook = known.find(item => item.alerts.includes(name));
              return (
                <li key={name}>
                  <strong>{name}</strong>{' '}
                  <small>
                    {severity}
                    {holdFor && `, after ${holdFor}`}
                  </small>
                  <span>{summary}</span>
                  <small>
                    {runbook && (
                      <>
                        <Link to={docsPath(runbook.file)}>{runbook.title}</Link>
                        {' · '}
                      </>
                    )}
                    <Link
                      to={agentPath(
                        `The alert ${name} fires for ${kind} ${claim.name} of ${claim.tenant}. What should I do?`,
                        claimRefOf(claim),
                      )}
                    >
                      Ask the agent
                      <span className={styles.spoken}> about {name}</span>
                    </Link>
                  </small>
                </li>
              );
            })}
          </ul>
        )}
      </Section>
      <Section title="Runbooks">
        <Fetched
          resource={runbooks}
          what="the runbooks"
          rows={2}
          onRetry={reload}
        >
          {items =>
            items.length === 0 ? (
              <p className={styles.calm}>
                No runbook names {kind} yet. One with{' '}
                <code>claims: [{kind}]</code> at its top shows here.
              </p>
            ) : (
              <ul className={styles.links}>
                {items.map(({ title, file }) => (
                  <li key={file}>
                    <Link to={docsPath(file)}>{title}</Link>
                  </li>
                ))}
              </ul>
            )
          }
        </Fetched>
      </Section>
    </>
  );
}
