import type { LegoField } from '@zerotouch/plugin-gitops-common';

/** A field with those inside it. */
export interface FieldNode extends LegoField {
  /** Last part of the path. */
  name: string;
  children: FieldNode[];
}

/** Puts fields under the ones that hold them; the order stays. */
export function toFieldTree(fields: LegoField[]): FieldNode[] {
  const roots: FieldNode[] = [];
  const known = new Map<string, FieldNode>();
  for (const field of fields) {
    const at = field.field.lastIndexOf('.');
    const parentPath = at < 0 ? '' : field.field.slice(0, at);
    // `databases[].name` lies in `databases`.
    const parent = known.get(parentPath.replace(/(\[\]|\{\})+$/, ''));
    const node = { ...field, name: field.field.slice(at + 1), children: [] };
    known.set(field.field, node);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}

/**
 * Keeps the fields whose path or text has all words of a search, with those that hold them.
 *
 * @param text - Blank keeps everything.
 */
export function filterTree(nodes: FieldNode[], text: string): FieldNode[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return nodes;
  return nodes.flatMap(node => {
    const children = filterTree(node.children, text);
    const isHit = words.every(word => textOf(node).includes(word));
    return isHit || children.length > 0
      ? [
          {
            ...node,
            children: isHit && children.length === 0 ? node.children : children,
          },
        ]
      : [];
  });
}

/** How many fields a tree has. */
export function countFields(nodes: FieldNode[]): number {
  return nodes.reduce(
    (sum, { children }) => sum + 1 + countFields(children),
    0,
  );
}

/** Anchor of a field on the page of its API, such as `spec.backup.schedule`. */
export function anchorOf(field: string): string {
  return `spec.${field}`;
}

function textOf(node: FieldNode): string {
  return [node.field, node.description, node.type, ...node.rules]
    .join(' ')
    .toLowerCase();
}
