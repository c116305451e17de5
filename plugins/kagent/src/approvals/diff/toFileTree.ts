import type { FileChange } from '@zerotouch/plugin-gitops-common';

/** A folder or file of a change. Folders with one child are joined into one node, as `tenants/acme`. */
export interface FileTreeNode {
  /** The last part or parts of the path. */
  name: string;
  /** The whole path; unique within a tree. */
  path: string;
  children: FileTreeNode[];
  /** Set for files. */
  file?: FileChange;
}

/** Arranges changed files as a tree: folders first, then files, each in order of name. */
export function toFileTree(files: FileChange[]): FileTreeNode[] {
  const root: FileTreeNode = { name: '', path: '', children: [] };
  for (const file of files) {
    const parts = file.path.split('/');
    let folder = root;
    for (const [index, name] of parts.entries()) {
      if (index === parts.length - 1) {
        folder.children.push({ name, path: file.path, children: [], file });
        break;
      }
      let next = folder.children.find(c => !c.file && c.name === name);
      if (!next) {
        const path = parts.slice(0, index + 1).join('/');
        next = { name, path, children: [] };
        folder.children.push(next);
      }
      folder = next;
    }
  }
  return sortAndJoin(root.children);
}

function sortAndJoin(nodes: FileTreeNode[]): FileTreeNode[] {
  return nodes.map(join).sort((a, b) => {
    if (Boolean(a.file) !== Boolean(b.file)) return a.file ? 1 : -1;
    return a.name < b.name ? -1 : 1;
  });
}

function join(node: FileTreeNode): FileTreeNode {
  if (node.file) return node;
  const children = sortAndJoin(node.children);
  const [only] = children;
  if (children.length === 1 && only && !only.file) {
    return { ...only, name: `${node.name}/${only.name}` };
  }
  return { ...node, children };
}
