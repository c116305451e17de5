import { RiLink } from '@remixicon/react';
import { useId } from 'react';
import { stringify } from 'yaml';
import { type FieldNode, anchorOf } from './fieldTree';
import styles from './lego.module.css';

/** One field with everything that is known of it, and the fields inside, folded until asked for. */
export function FieldItem(props: {
  node: FieldNode;
  /** Fields that are unfolded, by path. */
  open: ReadonlySet<string>;
  /** The field that the address names. */
  target: string | undefined;
  onToggle: (field: string) => void;
  onLink: (field: string) => void;
}) {
  const { node, open, target, onToggle, onLink } = props;
  const { field, name, children } = node;
  const isOpen = open.has(field);
  const listId = useId();
  return (
    <li
      id={anchorOf(field)}
      className={target === field ? styles.target : undefined}
    >
      <div className={styles.fieldHead}>
        {children.length > 0 ? (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={isOpen}
            aria-controls={listId}
            onClick={() => onToggle(field)}
          >
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
            <code>{name}</code>
          </button>
        ) : (
          <code className={styles.leaf}>{name}</code>
        )}
        <span className={styles.type}>{node.type}</span>
        {node.isRequired && <strong>required</strong>}
        {node.default !== undefined && (
          <span>
            default <code>{toText(node.default)}</code>
          </span>
        )}
        <a
          href={`#${anchorOf(field)}`}
          className={styles.link}
          aria-label={`Link to ${anchorOf(field)}`}
          onClick={() => onLink(field)}
        >
          <RiLink size={14} aria-hidden="true" />
        </a>
      </div>
      <p>{node.description}</p>
      {node.limits.length > 0 && (
        <p className={styles.fact}>Takes: {node.limits.join(', ')}</p>
      )}
      {node.rules.map(rule => (
        <p key={rule} className={styles.fact}>
          Rule: {rule}
        </p>
      ))}
      {children.length === 0 && node.effects.length > 0 && (
        <p className={styles.fact}>Changes: {node.effects.join(', ')}</p>
      )}
      {children.length === 0 && node.example !== undefined && (
        <pre>{toYaml(node.example)}</pre>
      )}
      {children.length > 0 && (
        <ul id={listId} hidden={!isOpen}>
          {isOpen &&
            children.map(child => (
              <FieldItem key={child.field} {...props} node={child} />
            ))}
        </ul>
      )}
    </li>
  );
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value || '""' : JSON.stringify(value);
}

function toYaml(value: unknown): string {
  return stringify({ spec: value }, { lineWidth: 0 }).trimEnd();
}
