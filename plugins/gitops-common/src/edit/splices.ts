import {
  Pair,
  Scalar,
  YAMLMap,
  YAMLSeq,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  stringify,
} from 'yaml';
import { ClaimEditError } from './ClaimEditError';

/** Keys and positions from the top of a document. */
export type Place = readonly (string | number)[];

/** Text to put in place of a part of the file. */
export type Splice = [start: number, end: number, content: string];

/** Where a change is made: a collection with its members, and the place of one of them. */
export interface SpliceContext {
  text: string;
  parent: YAMLMap | YAMLSeq;
  place: Place;
}

/** Puts another value in the place of a member. */
export function replaceIn(context: SpliceContext, value: unknown): Splice {
  const { text, parent } = context;
  const member = memberOf(context);
  const node = isPair(member) ? member.value : member;
  const start = startOf(member, context);
  const column = columnOf(text, start);
  if (isScalar(node) && isPlainScalar(value) && !isBlock(node)) {
    return replaceScalar(context, node, value);
  }
  if (parent.flow) {
    const key = isPair(member) ? `${toFlow(keyOf(member))}: ` : '';
    return [start, endOf(member, context), key + toFlow(value)];
  }
  const content = isPair(member)
    ? render({ [keyOf(member)]: value }, column)
    : render(value, column);
  return withComment(text, [start, endOf(member, context), content]);
}

/** Keeps the comment behind a value on its first line when the new value has several. */
function withComment(text: string, [start, end, content]: Splice): Splice {
  const stop = endOfLine(text, end);
  const comment = text.slice(end, stop);
  const first = content.indexOf('\n');
  return first < 0 || comment.trim() === ''
    ? [start, end, content]
    : [start, stop, content.slice(0, first) + comment + content.slice(first)];
}

/** Adds a member at the end of a collection that has some. */
export function addTo(context: SpliceContext, value: unknown): Splice {
  const { text, parent, place } = context;
  const last = parent.items[parent.items.length - 1];
  const end = endOf(last, context);
  const key = String(place.at(-1));
  if (parent.flow) {
    const content = isMap(parent)
      ? `${toFlow(key)}: ${toFlow(value)}`
      : toFlow(value);
    return [end, end, `, ${content}`];
  }
  const at = endOfLine(text, end);
  const first = startOf(parent.items[0], context);
  if (isMap(parent)) {
    const column = columnOf(text, first);
    const content = render({ [key]: value }, column);
    return [at, at, `\n${' '.repeat(column)}${content}`];
  }
  const column = columnOf(text, dashOf(text, first, place));
  const content = render(value, column + 2);
  return [at, at, `\n${' '.repeat(column)}- ${content}`];
}

/** Takes a member out of a collection that has others. */
export function removeFrom(context: SpliceContext): Splice {
  const { text, parent, place } = context;
  const member = memberOf(context);
  const items: unknown[] = parent.items;
  const position = items.indexOf(member);
  const own = startOf(member, context);
  const end = endOf(member, context);
  const next = items[position + 1];
  if (parent.flow) {
    return next
      ? [own, startOf(next, context), '']
      : [endOf(items[position - 1], context), end, ''];
  }
  const start = isPair(member) ? own : dashOf(text, own, place);
  const line = text.lastIndexOf('\n', start - 1) + 1;
  if (text.slice(line, start).trim() === '') {
    const stop = endOfLine(text, end);
    return line === 0
      ? [line, Math.min(stop + eolAt(text, stop), text.length), '']
      : [line - eolBefore(text, line), stop, ''];
  }
  if (!next || !isPair(member)) {
    throw new ClaimEditError({ place, reason: 'it shares its line' });
  }
  return [start, startOf(next, context), ''];
}

function memberOf({ parent, place }: SpliceContext): unknown {
  const key = place[place.length - 1];
  const items: unknown[] = parent.items;
  return isMap(parent)
    ? items.find(item => isPair(item) && keyOf(item) === String(key))
    : items[Number(key)];
}

function keyOf(pair: Pair): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

function startOf(member: unknown, { place }: SpliceContext): number {
  const node = isPair(member) ? member.key : member;
  if (isNode(node) && node.range && !(isScalar(node) && node.anchor)) {
    return node.range[0];
  }
  throw new ClaimEditError({ place, reason: 'it is written in a rare form' });
}

function endOf(member: unknown, context: SpliceContext): number {
  const { text, place } = context;
  if (isPair(member)) {
    const { key, value } = member;
    const isEmpty = !isNode(value) || !value.range;
    const end = endOf(isEmpty ? key : value, context);
    const colon = text.indexOf(':', endOf(key, context));
    return Math.max(end, colon + 1);
  }
  if (isCollection(member) && !member.flow && member.items.length > 0) {
    return endOf(member.items[member.items.length - 1], context);
  }
  if (isNode(member) && member.range) {
    const [start, end] = member.range;
    return start + text.slice(start, end).trimEnd().length;
  }
  throw new ClaimEditError({ place, reason: 'it is written in a rare form' });
}

function replaceScalar(
  { text, parent }: SpliceContext,
  node: Scalar,
  value: string | number | boolean | null,
): Splice {
  const [start, end] = node.range ?? [0, 0];
  if (start === end) {
    const space = text[start - 1] === ' ' ? '' : ' ';
    return [start, end, space + toScalar(value, parent.flow)];
  }
  const content =
    typeof value === 'string' && node.type === Scalar.QUOTE_DOUBLE
      ? JSON.stringify(value)
      : toScalar(value, parent.flow, node.type === Scalar.QUOTE_SINGLE);
  return [start, end, content];
}

function toScalar(
  value: string | number | boolean | null,
  isFlow = false,
  isQuoted = false,
): string {
  if (typeof value === 'string' && isQuoted && !/[\n\r]/.test(value)) {
    return `'${value.replace(/'/g, "''")}'`;
  }
  return isFlow ? toFlow(value) : render(value, 0);
}

function toFlow(value: unknown): string {
  if (typeof value === 'string') {
    const plain = stringify(value, { lineWidth: 0 }).trimEnd();
    return /^[\w./-]+$/.test(plain) ? plain : JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(toFlow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const items = Object.entries(value).map(
      ([key, item]) => `${toFlow(key)}: ${toFlow(item)}`,
    );
    return items.length > 0 ? `{ ${items.join(', ')} }` : '{}';
  }
  return JSON.stringify(value);
}

/** Writes a value whose first line begins at a column and the others below it. */
function render(value: unknown, column: number): string {
  const content = stringify(value, {
    lineWidth: 0,
    singleQuote: true,
    aliasDuplicateObjects: false,
  }).replace(/\n$/, '');
  return content.replace(/\n(?=.)/g, `\n${' '.repeat(column)}`);
}

function isPlainScalar(
  value: unknown,
): value is string | number | boolean | null {
  return typeof value === 'string'
    ? !value.includes('\n')
    : value === null || ['number', 'boolean'].includes(typeof value);
}

function isBlock(node: Scalar): boolean {
  return (
    node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED
  );
}

function dashOf(text: string, start: number, place: Place): number {
  const match = /-[ \t]+$/.exec(
    text.slice(text.lastIndexOf('\n', start - 1) + 1, start),
  );
  if (!match) {
    throw new ClaimEditError({ place, reason: 'it is written in a rare form' });
  }
  return start - match[0].length;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** Position of the line break after an offset, so that a comment on the line stays with it. */
function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

function eolAt(text: string, offset: number): number {
  return text[offset] === '\r' ? 2 : 1;
}

function eolBefore(text: string, line: number): number {
  return text[line - 2] === '\r' ? 2 : 1;
}
