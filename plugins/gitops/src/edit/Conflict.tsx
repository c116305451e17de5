import { Button } from '@backstage/ui';
import { RiGitMergeLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';
import { FileDiff } from '../change/FileDiff';
import type { ClaimFile, ClaimKey } from '../change/loadClaimFile';
import { replay } from './claimText';
import styles from './edit.module.css';

/** Both versions of a file that moved while one edited it, and the choice between them. Nothing is written here. */
export function Conflict(props: {
  claim: ClaimKey;
  base: string;
  mine: string;
  theirs: ClaimFile;
  onChoose: (text: string) => void;
}) {
  const { claim, base, mine, theirs, onChoose } = props;
  const where = theirs.onto ? `proposal #${theirs.onto.number}` : 'main';
  const together = replay({ claim, base, mine, theirs });
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <section className={styles.conflict} role="alert" aria-label="Conflict">
      <h2 ref={ref} tabIndex={-1}>
        <RiGitMergeLine size={18} aria-hidden="true" /> The file is another one
        in {where}
      </h2>
      <p>
        It changed since you opened it. Nothing of yours is lost and nothing was
        written; choose how to go on.
      </p>
      <div className={styles.versions}>
        <div>
          <h3>What changed in {where}</h3>
          <FileDiff path={theirs.path} before={base} after={theirs.text} />
        </div>
        <div>
          <h3>What you changed</h3>
          <FileDiff path={theirs.path} before={base} after={mine} />
        </div>
      </div>
      <div className={styles.buttons}>
        {together !== undefined && (
          <Button variant="primary" onPress={() => onChoose(together)}>
            Make my change on top
          </Button>
        )}
        <Button variant="secondary" onPress={() => onChoose(theirs.text)}>
          Take the version of {where}
        </Button>
        <Button variant="secondary" onPress={() => onChoose(mine)}>
          Keep my version
        </Button>
      </div>
    </section>
  );
}
