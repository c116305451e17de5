import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import type { Finding, Preview } from '@zerotouch/plugin-gitops-common';
import { useState } from 'react';
import { Findings } from './Findings';
import styles from './claim.module.css';

type ComposedObject = Preview['objects'][number];

/** The Kubernetes objects that a claim becomes; a click opens the YAML of one. */
export function ComposedObjects(props: {
  objects: ComposedObject[];
  findings: Finding[];
}) {
  const [open, setOpen] = useState<ComposedObject>();
  const { objects, findings } = props;
  return (
    <>
      <Findings findings={findings} />
      {objects.length === 0 && findings.length === 0 && (
        <p className={styles.calm}>Nothing can be composed from it yet.</p>
      )}
      <ul className={styles.objects}>
        {objects.map(object => (
          <li key={object.key}>
            <button
              type="button"
              aria-label={`${object.kind} ${object.name}`}
              onClick={() => setOpen(object)}
            >
              <strong>{object.kind}</strong>
              <span>{object.name}</span>
              <small>{object.apiVersion}</small>
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <Dialog
          isOpen
          isDismissable
          width={760}
          onOpenChange={isOpen => !isOpen && setOpen(undefined)}
        >
          <DialogHeader>
            {open.kind} {open.name}
          </DialogHeader>
          <DialogBody>
            <pre className={styles.yaml}>{open.yaml}</pre>
          </DialogBody>
        </Dialog>
      )}
    </>
  );
}
