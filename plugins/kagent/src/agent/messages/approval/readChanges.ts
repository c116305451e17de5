import { isRecord } from '../calls/toReadableValue';

/** Something that a call would change, as its arguments tell it. */
export type ArgumentChange =
  /** A file of the platform repository gets this text, or goes. */
  | { kind: 'file'; path: string; content: string | null }
  | { kind: 'texts'; label: string; before: string; after: string }
  /** A unified diff. */
  | { kind: 'patch'; label: string; patch: string };

const PAIRS = [
  ['old', 'new'],
  ['before', 'after'],
  ['from', 'to'],
  ['current', 'desired'],
  ['current', 'proposed'],
  ['oldText', 'newText'],
  ['old_text', 'new_text'],
  ['oldString', 'newString'],
  ['old_string', 'new_string'],
  ['old_str', 'new_str'],
  ['oldValue', 'newValue'],
  ['old_value', 'new_value'],
];
const NAMES = ['path', 'file', 'field', 'name', 'key'];

/**
 * Finds the changes in the arguments of a call.
 *
 * @remarks
 * Known are files with their new text (as `propose-change` takes them), pairs of an old and a new value, and unified
 * diffs; at the top and in lists. What is found is shown beside the arguments, never instead of them.
 */
export function readChanges(input: unknown): ArgumentChange[] {
  if (!isRecord(input)) return [];
  const lists = Object.values(input).filter(Array.isArray).flat();
  return [input, ...lists].flatMap(readRecord);
}

function readRecord(value: unknown): ArgumentChange[] {
  if (!isRecord(value)) return [];
  const { path, content } = value;
  if (
    typeof path === 'string' &&
    (typeof content === 'string' || content === null)
  ) {
    return [{ kind: 'file', path, content }];
  }
  const name = NAMES.map(key => value[key]).find(
    one => typeof one === 'string' && one !== '',
  );
  const pairs = PAIRS.flatMap(([old, next]): ArgumentChange[] => {
    if (!(old in value) || !(next in value)) return [];
    const before = toText(value[old]);
    const after = toText(value[next]);
    const label = typeof name === 'string' ? name : `${old} → ${next}`;
    return before === after ? [] : [{ kind: 'texts', label, before, after }];
  });
  const patches = Object.entries(value).flatMap(
    ([key, text]): ArgumentChange[] =>
      typeof text === 'string' && /^@@ -\d.* @@/m.test(text)
        ? [{ kind: 'patch', label: key, patch: text }]
        : [],
  );
  return [...pairs, ...patches];
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
