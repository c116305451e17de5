type Named = Record<string, unknown>;

/** A value in the shape in which it reads best. */
export type ReadableValue =
  | { kind: 'nothing' }
  | { kind: 'text'; text: string }
  | { kind: 'fields'; fields: [string, string][] }
  | { kind: 'table'; columns: string[]; rows: string[][] }
  | { kind: 'json'; text: string };

const MAX_COLUMNS = 6;
const MAX_CELL_LENGTH = 80;

/** Tells whether a value is an object with names. */
export function isRecord(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Finds how arguments and results of tools read best: words as words, flat things as fields, lists of them as tables. */
export function toReadableValue(value: unknown): ReadableValue {
  const inner = unwrap(value);
  if (inner === undefined || inner === null || inner === '') {
    return { kind: 'nothing' };
  }
  if (!isRecord(inner) && !Array.isArray(inner)) {
    return { kind: 'text', text: String(inner) };
  }
  if (Object.keys(inner).length === 0) return { kind: 'nothing' };
  return (
    toFields(inner) ??
    toTable(inner) ?? { kind: 'json', text: JSON.stringify(inner, null, 2) }
  );
}

/** Takes the wrappings of tool protocols off: text content, a single `result`, JSON in text. */
function unwrap(value: unknown): unknown {
  if (typeof value === 'string') return parseJson(value);
  if (!isRecord(value)) return value;
  if (Array.isArray(value.content) && value.content.every(isTextContent)) {
    return unwrap(value.content.map(({ text }) => text).join('\n'));
  }
  const [only, ...others] = Object.entries(value);
  return only && others.length === 0 && ['result', 'output'].includes(only[0])
    ? unwrap(only[1])
    : value;
}

function isTextContent(part: unknown): part is { text: string } {
  return (
    isRecord(part) && part.type === 'text' && typeof part.text === 'string'
  );
}

function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isShort(value: unknown): boolean {
  return typeof value === 'string'
    ? value.length <= MAX_CELL_LENGTH && !value.includes('\n')
    : typeof value !== 'object' || value === null;
}
const toCell = (value: unknown) =>
  value === undefined || value === null ? '' : String(value);

function toFields(value: Named | unknown[]): ReadableValue | undefined {
  if (Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  return entries.every(([, one]) => isShort(one))
    ? { kind: 'fields', fields: entries.map(([k, v]) => [k, toCell(v)]) }
    : undefined;
}

function toTable(value: Named | unknown[]): ReadableValue | undefined {
  const list = Array.isArray(value) ? value : itemsOf(value);
  if (!list || list.length === 0) return undefined;
  const rows = list.filter(isRecord);
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
  const isFlat = rows.every(row => Object.values(row).every(isShort));
  if (rows.length < list.length || columns.length > MAX_COLUMNS || !isFlat) {
    return undefined;
  }
  return {
    kind: 'table',
    columns,
    rows: rows.map(row => columns.map(column => toCell(row[column]))),
  };
}

/** The list of an object that holds nothing else. */
function itemsOf(value: Named): unknown[] | undefined {
  const [only, ...others] = Object.values(value);
  return others.length === 0 && Array.isArray(only) ? only : undefined;
}
