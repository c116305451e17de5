import { Button, Flex, Text, useBreakpoint } from '@backstage/ui';
import type { FileChange } from '@zerotouch/plugin-gitops-common';
import { useCallback, useMemo, useState } from 'react';
import { FileDiff } from './FileDiff';
import { FileTree } from './FileTree';
import styles from './diff.module.css';
import { fileAnchor } from './fileAnchor';
import { planDiff } from './planDiff';

/**
 * The whole change of a proposal.
 *
 * @remarks
 * Mount it with the head SHA as its key, so that what was opened belongs to one version. `onShown` is called
 * for each file whose lines are on the page.
 */
export function ChangeView(props: {
  files: FileChange[];
  /** Files to mark as new to the reader. */
  movedPaths: string[];
  onShown(path: string): void;
}) {
  const { files, movedPaths, onShown } = props;
  const { up } = useBreakpoint();
  const viewType = up('md') ? 'split' : 'unified';
  const plans = useMemo(() => planDiff(files), [files]);
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  const toggle = useCallback(
    (path: string) =>
      setToggled(old => {
        const plan = plans.find(p => p.file.path === path);
        return { ...old, [path]: !(old[path] ?? plan?.startsOpen) };
      }),
    [plans],
  );
  const open = (path: string) => {
    setToggled(old => ({ ...old, [path]: true }));
    const element = document.getElementById(fileAnchor(path));
    element?.scrollIntoView?.({ block: 'start' });
    element?.focus({ preventScroll: true });
  };
  const folded = plans.filter(p => !(toggled[p.file.path] ?? p.startsOpen));
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return (
    <section aria-label="Change" className={styles.change}>
      <Flex align="center" justify="between" gap="2">
        <Text as="h3" variant="body-large" weight="bold">
          {files.length === 1 ? '1 file' : `${files.length} files`}{' '}
          <span className={styles.counts}>
            +{additions} −{deletions}
          </span>
        </Text>
        {folded.length > 0 && (
          <Button
            size="small"
            variant="secondary"
            onPress={() =>
              setToggled(
                Object.fromEntries(plans.map(p => [p.file.path, true])),
              )
            }
          >
            Show all files
          </Button>
        )}
      </Flex>
      {files.length > 1 && <FileTree files={files} onOpen={open} />}
      {plans.map(plan => (
        <FileDiff
          key={plan.file.path}
          plan={plan}
          isOpen={toggled[plan.file.path] ?? plan.startsOpen}
          isNew={movedPaths.includes(plan.file.path)}
          viewType={viewType}
          onToggle={toggle}
          onShown={onShown}
        />
      ))}
    </section>
  );
}
