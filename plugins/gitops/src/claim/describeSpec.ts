/** One field of a spec, ready to be read. */
export interface SpecRow {
  /** Path of the field, such as `backup.retentionDays`. */
  path: string;
  /** Words for the path, such as `Backup, retention`. */
  label: string;
  /** The value with its unit. */
  value: string;
}

/** What a field's name says about its unit, longest ending first. */
const UNITS: [ending: string, unit: string][] = [
  ['Milliseconds', 'ms'],
  ['Seconds', 's'],
  ['Minutes', 'min'],
  ['Percent', '%'],
  ['Hours', 'h'],
  ['Milli', 'millicores'],
  ['Days', 'days'],
  ['GB', 'GiB'],
  ['Gi', 'GiB'],
  ['MB', 'MiB'],
  ['Mi', 'MiB'],
  ['Ms', 'ms'],
];

/** Flattens a spec to one row for each value, in the order of the file. Null values are left out. */
export function describeSpec(spec: Record<string, unknown>): SpecRow[] {
  return rows(spec, '', []);
}

function rows(value: unknown, path: string, labels: string[]): SpecRow[] {
  if (value === null || value === undefined) {
    return [];
  }
  if (Array.isArray(value)) {
    if (value.length === 0) {
      return [toRow(path, labels, 'none', undefined)];
    }
    if (value.every(item => typeof item !== 'object')) {
      return [toRow(path, labels, value.join(', '), undefined)];
    }
    return value.flatMap((item, index) =>
      rows(item, `${path}[${index}]`, [
        ...labels.slice(0, -1),
        `${labels[labels.length - 1] ?? 'item'} ${index + 1}`,
      ]),
    );
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, child]) =>
      rows(child, path ? `${path}.${key}` : key, [...labels, key]),
    );
  }
  const unit = UNITS.find(
    ([ending]) => typeof value === 'number' && path.endsWith(ending),
  );
  return [toRow(path, labels, toText(value), unit)];
}

function toRow(
  path: string,
  labels: string[],
  value: string,
  unit: [string, string] | undefined,
): SpecRow {
  const names = labels.map((label, index) => {
    const isLast = index === labels.length - 1;
    return toWords(
      isLast && unit ? label.slice(0, -unit[0].length) || label : label,
    );
  });
  const label = names.join(', ');
  return {
    path,
    label: label.charAt(0).toUpperCase() + label.slice(1),
    value: unit ? `${value} ${unit[1]}` : value,
  };
}

/** `retentionDays` becomes `retention days`; names in capitals, such as `LOG_LEVEL`, stay as they are. */
function toWords(name: string): string {
  return /^[A-Z0-9_ ]+$/.test(name)
    ? name
    : name.replace(
        /([a-z0-9])([A-Z])/g,
        (_, a, b) => `${a} ${b.toLowerCase()}`,
      );
}

function toText(value: unknown): string {
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  return String(value);
}
