import { Button, SearchField } from '@backstage/ui';
import type { LegoField } from '@zerotouch/plugin-gitops-common';
import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { FieldItem } from './FieldItem';
import {
  type FieldNode,
  anchorOf,
  countFields,
  filterTree,
  toFieldTree,
} from './fieldTree';
import styles from './lego.module.css';

/** Every field of an API: searchable, foldable, each with an address of its own. */
export function FieldList(props: { fields: LegoField[] }) {
  const { fields } = props;
  const { hash } = useLocation();
  const tree = useMemo(() => toFieldTree(fields), [fields]);
  const [text, setText] = useState('');
  const [target, setTarget] = useState<string>();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => filterTree(tree, text), [tree, text]);
  const groups = useMemo(() => toGroups(tree), [tree]);
  const isSearching = text.trim() !== '';

  // The address names a field: its groups unfold, and it comes into sight.
  useEffect(() => {
    const anchor = decodeURIComponent(hash.slice(1));
    const field = fields.find(item => anchorOf(item.field) === anchor)?.field;
    setTarget(field);
    if (field === undefined) return;
    setOpen(last => new Set([...last, ...toHolders(field)]));
  }, [hash, fields]);
  useEffect(() => {
    if (target === undefined) return;
    document.getElementById(anchorOf(target))?.scrollIntoView?.({
      block: 'center',
    });
  }, [target]);

  const toggle = (field: string) =>
    setOpen(last => {
      const next = new Set(last);
      if (!next.delete(field)) next.add(field);
      return next;
    });
  const isAllOpen = groups.every(group => open.has(group));
  return (
    <>
      <div className={styles.tools}>
        <SearchField
          aria-label="Search fields"
          placeholder="Search fields"
          size="small"
          value={text}
          onChange={setText}
        />
        {groups.length > 0 && (
          <Button
            variant="tertiary"
            size="small"
            onPress={() => setOpen(isAllOpen ? new Set() : new Set(groups))}
          >
            {isAllOpen ? 'Fold all' : 'Unfold all'}
          </Button>
        )}
      </div>
      <p className={styles.count} role="status">
        {isSearching
          ? `${countFields(shown)} of ${fields.length} fields`
          : `${fields.length} fields`}
      </p>
      {shown.length === 0 && isSearching && (
        <p className={styles.count}>
          No field has “{text}” in its name or text. Try a shorter word.
        </p>
      )}
      <ul className={styles.tree}>
        {shown.map(node => (
          <FieldItem
            key={node.field}
            node={node}
            open={isSearching ? new Set(toGroups(shown)) : open}
            target={target}
            onToggle={toggle}
            onLink={setTarget}
          />
        ))}
      </ul>
    </>
  );
}

function toGroups(nodes: FieldNode[]): string[] {
  return nodes.flatMap(({ field, children }) =>
    children.length > 0 ? [field, ...toGroups(children)] : [],
  );
}

/** Paths of the fields that hold a field, outermost first. */
function toHolders(field: string): string[] {
  const parts = field.split('.');
  return parts.slice(0, -1).map((_, index) =>
    parts
      .slice(0, index + 1)
      .join('.')
      .replace(/(\[\]|\{\})+$/, ''),
  );
}
