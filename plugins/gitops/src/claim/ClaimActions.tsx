import { Button, ButtonLink } from '@backstage/ui';
import { lazy, Suspense, useMemo, useState } from 'react';
import { askAboutPath, editPath } from '../paths/portalPaths';
import { claimRefOf } from './claimRefOf';
import styles from './claim.module.css';
import { clonePath } from './clonePath';

const ResizeDialog = lazy(() =>
  import('../resize/ResizeDialog').then(m => ({ default: m.ResizeDialog })),
);
const RetireDialog = lazy(() =>
  import('../retire/RetireDialog').then(m => ({ default: m.RetireDialog })),
);

/** What can be done with a claim. Each of them ends in a proposal. */
export function ClaimActions(props: {
  claim: { kind: string; tenant: string; name: string };
  /** The spec as main says it; without one there is nothing to clone. */
  spec?: Record<string, unknown>;
}) {
  const { spec } = props;
  const { kind, tenant, name } = props.claim;
  const claim = useMemo(() => ({ kind, tenant, name }), [kind, tenant, name]);
  const [open, setOpen] = useState<'resize' | 'retire'>();
  const close = () => setOpen(undefined);
  return (
    <div className={styles.actions} role="group" aria-label="Actions">
      <ButtonLink variant="primary" size="small" href={editPath(claim)}>
        Edit
      </ButtonLink>
      <Button
        variant="secondary"
        size="small"
        onPress={() => setOpen('resize')}
      >
        Resize
      </Button>
      {spec && kind !== 'XTenant' && (
        <ButtonLink
          variant="secondary"
          size="small"
          href={clonePath(claim, spec)}
        >
          Clone
        </ButtonLink>
      )}
      <Button
        variant="secondary"
        size="small"
        onPress={() => setOpen('retire')}
      >
        Retire
      </Button>
      <ButtonLink
        variant="tertiary"
        size="small"
        href={askAboutPath(claimRefOf(claim))}
      >
        Ask the agent
      </ButtonLink>
      <Suspense fallback={null}>
        {open === 'resize' && (
          <ResizeDialog
            claim={claim}
            editPath={editPath(claim)}
            onClose={close}
          />
        )}
        {open === 'retire' && <RetireDialog claim={claim} onClose={close} />}
      </Suspense>
    </div>
  );
}
