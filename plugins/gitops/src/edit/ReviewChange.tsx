import { Button, TextAreaField, TextField } from '@backstage/ui';
import { useId, useState } from 'react';
import { ChangeFindings } from '../change/ChangeFindings';
import { FileDiff } from '../change/FileDiff';
import { type ChangeState, previewOf } from '../change/useChangePreview';
import { ErrorState } from '../states/PageState';
import { Cost } from '../goldenPath/Cost';
import { Difference } from '../goldenPath/Difference';
import type { ClaimKey } from '../change/loadClaimFile';
import styles from './edit.module.css';
import type { ClaimEditing } from './useClaimEdit';

/** What a change does, and the way to propose it. */
export function ReviewChange(props: {
  claim: ClaimKey;
  edit: ClaimEditing;
  change: ChangeState;
}) {
  const { claim, edit, change } = props;
  const { file, text, save } = edit;
  const [title, setTitle] = useState(`Change ${claim.kind} ${claim.name}`);
  const [body, setBody] = useState('');
  const hintId = useId();
  const preview = previewOf(change);
  const hint = findHint(edit, change);
  return (
    <section className={styles.review} aria-label="The change">
      <h2>The change</h2>
      <FileDiff path={file.path} before={file.text} after={text} />
      {change.state === 'failed' && (
        <ErrorState
          isCompact
          what="what the change does"
          error={change.error}
          onRetry={() => edit.changeText(text)}
        />
      )}
      <div aria-busy={change.state === 'loading'} className={styles.effects}>
        {preview && <ChangeFindings findings={preview.findings} />}
        {preview?.claims.map(item => (
          <div key={`${item.kind} ${item.name}`} className={styles.effects}>
            {(preview.claims.length > 1 || item.change === 'removed') && (
              <h3>
                {item.kind} {item.name} is {item.change}
              </h3>
            )}
            {item.difference && <Difference difference={item.difference} />}
            <Cost preview={item} />
          </div>
        ))}
      </div>
      <TextField
        label="Title"
        value={title}
        onChange={setTitle}
        maxLength={200}
        isRequired
      />
      <TextAreaField
        label="Why"
        description="Whoever approves it reads this first."
        value={body}
        onChange={setBody}
        rows={2}
      />
      <div className={styles.buttons}>
        <Button
          variant="primary"
          isDisabled={hint !== undefined || title.trim() === ''}
          aria-describedby={hintId}
          onPress={() => edit.propose(title.trim(), body)}
        >
          {file.onto ? `Add to proposal #${file.onto.number}` : 'Open proposal'}
        </Button>
        <span id={hintId} className={styles.hint}>
          {hint ?? 'Nothing changes until a person approves it.'}
        </span>
      </div>
      {save.state === 'failed' && (
        <p className={styles.failure} role="alert">
          {save.message}
        </p>
      )}
    </section>
  );
}

/** Why the change cannot be proposed now; undefined when it can. */
function findHint(edit: ClaimEditing, change: ChangeState): string | undefined {
  const { file, text, save, read } = edit;
  if (text === file.text) return 'Nothing is changed yet.';
  if (!file.onto && file.proposals.length > 0) {
    return `Proposal #${file.proposals[0].number} is open for this file; build on it or decide it first.`;
  }
  if (read.result === 'refused') return 'Mend the YAML first.';
  switch (save.state) {
    case 'saving':
      return 'Opening the proposal.';
    case 'conflict':
      return 'Choose a version first.';
    default:
  }
  switch (change.state) {
    case 'shown':
      return change.preview.findings.some(item => item.severity === 'error')
        ? 'Mend what is wrong first.'
        : undefined;
    case 'failed':
      return 'The change could not be checked.';
    default:
      return 'Looking at what it does.';
  }
}
