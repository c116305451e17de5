const NAMES: Record<string, string> = {
  string: 'text',
  boolean: 'yes or no',
  object: 'group',
};

/** One field of a lego's spec, as people read it. */
export interface FieldRow {
  /** Path inside spec, such as `backup.retention`; `[]` stands for each item of a list. */
  path: string;
  /** What it takes, such as `integer, 10 to 1000`. */
  type: string;
  /** What it is when nothing is said, as text; absent when there is no default. */
  default?: string;
  isRequired: boolean;
  description: string;
}

/** Reads the fields of `spec` out of a lego's definition, nested ones after their parent. */
export function toFieldRows(definition: unknown): FieldRow[] {
  const spec = at(definition, 'schema', 'properties', 'spec');
  return collect(spec, '');
}

function collect(schema: unknown, prefix: string): FieldRow[] {
  const required = at(schema, 'required');
  return Object.entries(record(at(schema, 'properties'))).flatMap(
    ([name, field]) => {
      const path = `${prefix}${name}`;
      const description = at(field, 'description');
      const fallback = at(field, 'default');
      const items = at(field, 'items');
      const row: FieldRow = {
        path,
        type: describeType(field),
        default: isPlain(fallback) ? String(fallback) : undefined,
        isRequired: Array.isArray(required) && required.includes(name),
        description: typeof description === 'string' ? description : '',
      };
      return [
        row,
        ...collect(field, `${path}.`),
        ...collect(items, `${path}[].`),
      ];
    },
  );
}

function describeType(field: unknown): string {
  const values = at(field, 'enum');
  if (Array.isArray(values)) return values.join(' | ');
  const type = at(field, 'type');
  if (type === 'array') return `list of ${describeType(at(field, 'items'))}`;
  const minimum = at(field, 'minimum');
  const maximum = at(field, 'maximum');
  const name = typeof type === 'string' ? NAMES[type] ?? type : 'anything';
  if (isPlain(minimum) && isPlain(maximum)) {
    return `${name}, ${minimum} to ${maximum}`;
  }
  if (isPlain(minimum)) return `${name}, at least ${minimum}`;
  return isPlain(maximum) ? `${name}, at most ${maximum}` : name;
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((part, key) => record(part)[key], value);
}
