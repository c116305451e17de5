import { useApi } from '@backstage/frontend-plugin-api';
import { Button, TextField } from '@backstage/ui';
import type { ClaimChange } from '@zerotouch/plugin-gitops-common';
import { RiAlertFill } from '@remixicon/react';
import { useId, useState } from 'react';
import { Link } from 'react-router-dom';
import { gitopsApiRef } from '../api';
import { createRequestId } from '../change/createRequestId';
import type { ClaimKey } from '../change/loadClaimFile';
import { proposeChange } from '../change/proposeChange';
import { toLanes } from '../composed/ComposedGraph';
import { ROLE_TITLES } from '../composed/roles';
import { describeError } from '../errors/describeError';
import { entityPath, proposalPath } from '../paths/portalPaths';
import type { Retirement } from './RetireDialog';
import styles from './retire.module.css';
import { toRelease, toRemoval } from './retireChange';

/** What goes, what stays and who needs it, and the button when the name was typed. */
export function RetirePlan(props: {
  claim: ClaimKey;
  retirement: Retirement;
  onDone: (number: number, next: string) => void;
}) {
  const { claim, retirement, onDone } = props;
  const { file, others, preview } = retirement;
  const { kind, name } = claim;
  const gitopsApi = useApi(gitopsApiRef);
  const [typed, setTyped] = useState('');
  const [requestId] = useState(() => createRequestId('retire'));
  const [isOpening, setOpening] = useState(false);
  const [failure, setFailure] = useState<string>();
  const hintId = useId();
  const change = preview.claims.find(
    item => item.kind === kind && item.name === name,
  );
  const isProtected = change?.isProtected ?? false;
  const dependents = change?.dependents ?? [];
  const [blocker] = findBlockers(retirement, isProtected, dependents.length);
  const open = async () => {
    setOpening(true);
    setFailure(undefined);
    try {
      const number = await proposeChange(gitopsApi, {
        base: file,
        requestId,
        changes: isProtected ? toRelease(claim, file) : toRemoval(file, others),
        title: isProtected
          ? `Release ${kind} ${name} to be retired`
          : `Retire ${kind} ${name}`,
        body: isProtected
          ? `First of two proposals. It takes the protection from ${name}; nothing is deleted by it.`
          : `It deletes ${name} and what it became.`,
      });
      onDone(
        number,
        isProtected
          ? 'Once it is merged, choose Retire again to delete the file.'
          : 'Once it is merged, Argo CD deletes what the claim became.',
      );
    } catch (error) {
      setFailure(describeError(error));
      setOpening(false);
    }
  };
  return (
    <div className={styles.plan}>
      {isProtected && (
        <p>
          <strong>Step 1 of 2.</strong> {name} holds data and is protected. This
          proposal only releases the protection; a second one deletes it.
        </p>
      )}
      {!isProtected && change?.protection?.isStateful && (
        <p>
          <strong>Step 2 of 2.</strong> The protection of {name} is released;
          this proposal deletes it.
        </p>
      )}
      {change && <Consequences change={change} />}
      {dependents.length > 0 && (
        <section className={styles.blocked} role="alert">
          <h3>
            <RiAlertFill size={16} aria-hidden="true" /> It cannot be retired
            while others use it
          </h3>
          <ul>
            {dependents.map(({ entityRef, ...other }) => (
              <li key={entityRef}>
                <Link to={entityPath(entityRef)}>
                  {other.kind} {other.name}
                </Link>{' '}
                in <code>{other.pointer.slice(1).replace(/\//g, '.')}</code>
              </li>
            ))}
          </ul>
          <p>Point them to another claim, or retire them first.</p>
        </section>
      )}
      {file.proposals.map(({ number, title }) => (
        <p key={number}>
          Open proposal{' '}
          <Link to={proposalPath(number)}>
            #{number} {title}
          </Link>{' '}
          changes the same file.
        </p>
      ))}
      <TextField
        label={`Type ${name} to go on`}
        value={typed}
        onChange={setTyped}
        isDisabled={blocker !== undefined}
        autoComplete="off"
      />
      <div className={styles.buttons}>
        <Button
          variant="primary"
          isDisabled={blocker !== undefined || typed !== name || isOpening}
          aria-describedby={hintId}
          onPress={open}
        >
          {isProtected
            ? 'Open proposal to release it'
            : 'Open proposal to delete it'}
        </Button>
        <span id={hintId} className={styles.hint}>
          {blocker ?? 'Nothing happens until a person approves it.'}
        </span>
      </div>
      {failure && (
        <p className={styles.blocked} role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}

function findBlockers(
  { file, preview }: Retirement,
  isProtected: boolean,
  dependents: number,
): string[] {
  // Of a protected claim the server says that it must be released first, which is what happens here.
  const errors = isProtected
    ? []
    : preview.findings.filter(({ severity }) => severity === 'error');
  return [
    ...(dependents > 0 ? ['Other claims use it.'] : []),
    ...(file.proposals.length > 0
      ? [`Decide proposal #${file.proposals[0].number} first.`]
      : []),
    ...errors.map(({ message }) => message),
  ];
}

function Consequences({ change }: { change: ClaimChange }) {
  const { objects, protection } = change;
  return (
    <>
      <section>
        <h3>What goes from the cluster: {objects.length} objects</h3>
        <ul>
          {toLanes(objects).map(({ role, items }) => (
            <li key={role}>
              {ROLE_TITLES[role]}:{' '}
              {items.map(({ kind, name }) => `${kind} ${name}`).join(', ')}
            </li>
          ))}
        </ul>
      </section>
      {protection && (
        <section>
          <h3>What stays</h3>
          <ul>
            {protection.deletion.map(sentence => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
