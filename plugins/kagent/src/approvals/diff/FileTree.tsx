import type { FileChange } from '@zerotouch/plugin-gitops-common';
import styles from './diff.module.css';
import { fileAnchor } from './fileAnchor';
import { type FileTreeNode, toFileTree } from './toFileTree';

const MARKS = {
  added: ['A', 'added'],
  modified: ['M', 'modified'],
  removed: ['D', 'removed'],
  renamed: ['R', 'renamed'],
} as const;

function Node(props: { node: FileTreeNode; onOpen(path: string): void }) {
  const { node, onOpen } = props;
  if (!node.file) {
    return (
      <li>
        <span className={styles.folder}>{node.name}/</span>
        <ul>
          {node.children.map(child => (
            <Node key={child.path} node={child} onOpen={onOpen} />
          ))}
        </ul>
      </li>
    );
  }
  const [letter, word] = MARKS[node.file.status];
  return (
    <li>
      <button
        type="button"
        className={styles.treeFile}
        onClick={() => onOpen(node.path)}
        aria-controls={fileAnchor(node.path)}
      >
        <abbr title={word} className={styles[word]}>
          {letter}
        </abbr>
        <span>{node.name}</span>
        <span className={styles.counts}>
          +{node.file.additions} −{node.file.deletions}
        </span>
      </button>
    </li>
  );
}

/** The changed files as a tree; choosing one opens its change. */
export function FileTree(props: {
  files: FileChange[];
  onOpen(path: string): void;
}) {
  return (
    <nav aria-label="Changed files" className={styles.tree}>
      <ul>
        {toFileTree(props.files).map(node => (
          <Node key={node.path} node={node} onOpen={props.onOpen} />
        ))}
      </ul>
    </nav>
  );
}
