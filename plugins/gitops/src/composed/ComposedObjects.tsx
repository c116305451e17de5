import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { Finding, Preview } from '@zerotouch/plugin-gitops-common';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Findings } from '../claim/Findings';
import { ComposedGraph, toLanes } from './ComposedGraph';
import styles from './composed.module.css';
import { findLinks } from './findLinks';
import { ROLE_TITLES } from './roles';

type ComposedObject = Preview['objects'][number];

/** Search parameter with the key of the object whose YAML is open. */
const OBJECT = 'object';

/** Properties of {@link ComposedObjects}. */
export interface ComposedObjectsProps {
  claim: { kind: string; name: string };
  objects: ComposedObject[];
  findings: Finding[];
}

/** The Kubernetes objects that a claim becomes, as a graph and as a list; a click opens the YAML of one. */
export function ComposedObjects(props: ComposedObjectsProps) {
  const [open, setOpen] = useState<string>();
  return <ComposedView {...props} open={open} onOpen={setOpen} />;
}

/** The same with the open object in the address, so that it can be sent to somebody. */
export function LinkedComposedObjects(props: ComposedObjectsProps) {
  const [search, setSearch] = useSearchParams();
  const onOpen = (key: string | undefined) =>
    setSearch(
      last => {
        const next = new URLSearchParams(last);
        if (key === undefined) next.delete(OBJECT);
        else next.set(OBJECT, key);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <ComposedView
      {...props}
      open={search.get(OBJECT) ?? undefined}
      onOpen={onOpen}
    />
  );
}

function ComposedView(
  props: ComposedObjectsProps & {
    open: string | undefined;
    onOpen: (key: string | undefined) => void;
  },
) {
  const { claim, objects, findings, open, onOpen } = props;
  const object = objects.find(({ key }) => key === open);
  return (
    <>
      <Findings findings={findings} />
      {objects.length === 0 && findings.length === 0 && (
        <p className={styles.calm}>Nothing can be composed from it yet.</p>
      )}
      {objects.length > 0 && (
        <>
          <ComposedGraph claim={claim} objects={objects} onOpen={onOpen} />
          <ObjectList objects={objects} onOpen={onOpen} />
        </>
      )}
      {object && (
        <ObjectDialog object={object} onClose={() => onOpen(undefined)} />
      )}
    </>
  );
}

function ObjectDialog(props: { object: ComposedObject; onClose: () => void }) {
  const { object, onClose } = props;
  return (
    <Dialog
      isOpen
      isDismissable
      width={760}
      className={styles.drawer}
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>
        {object.kind} {object.name}
      </DialogHeader>
      <DialogBody>
        <pre
          className={styles.yaml}
          // A long text scrolls, so the keyboard has to reach it.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label={`YAML of ${object.kind} ${object.name}`}
        >
          {object.yaml}
        </pre>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="secondary"
          onPress={() => navigator.clipboard?.writeText(object.yaml)}
        >
          Copy YAML
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** The graph in words. */
function ObjectList(props: {
  objects: ComposedObject[];
  onOpen: (key: string) => void;
}) {
  const { objects, onOpen } = props;
  const links = useMemo(() => findLinks(objects), [objects]);
  const nameOf = (key: string) => {
    const object = objects.find(item => item.key === key);
    return object ? `${object.kind} ${object.name}` : key;
  };
  return (
    <details className={styles.list}>
      <summary>As a list: {objects.length} objects</summary>
      {toLanes(objects).map(({ role, items }) => (
        <div key={role}>
          <h4>{ROLE_TITLES[role]}</h4>
          <ul>
            {items.map(({ key, kind, name, apiVersion }) => {
              const uses = links.filter(({ from }) => from === key);
              return (
                <li key={key}>
                  <button type="button" onClick={() => onOpen(key)}>
                    {kind} {name}
                  </button>{' '}
                  <small>{apiVersion}</small>
                  {uses.length > 0 && (
                    <small>
                      {' '}
                      · uses {uses.map(({ to }) => nameOf(to)).join(', ')}
                    </small>
                  )}
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </details>
  );
}
