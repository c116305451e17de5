import { ObjectIdentity } from '@zerotouch/compositions';
import { ObjectChange } from './compareCompositions';

const MARKS = {
  added: '+',
  changed: '~',
  replaced: '!',
  removed: '-',
} as const;
const LONGEST_VALUE = 100;

/** Changes for people: a heading a claim, a line an object, a line a field. */
export function renderChanges(changes: ObjectChange[]): string[] {
  const lines: string[] = [];
  let heading = '';
  for (const { change, claim, key, object, previous, fields } of changes) {
    const next = `${claim.kind} ${claim.tenant}/${claim.name} (${claim.path})`;
    if (next !== heading) {
      heading = next;
      lines.push('', heading);
    }
    lines.push(
      `  ${MARKS[change]} ${change.padEnd(8)} ${key}: ${
        previous
          ? `${nameOf(previous)} becomes ${nameOf(object)}`
          : nameOf(object)
      }`,
    );
    for (const { pointer, before, after } of fields ?? []) {
      lines.push(`      ${pointer}: ${show(before)} → ${show(after)}`);
    }
  }
  return lines;
}

/** Kind and name of an object. */
export function nameOf({
  kind,
  name,
}: Pick<ObjectIdentity, 'kind' | 'name'>): string {
  return `${kind} "${name}"`;
}

function show(value: unknown): string {
  if (value === undefined) {
    return '(none)';
  }
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE
    ? `${text.slice(0, LONGEST_VALUE)}…`
    : text;
}
