import { stringify } from 'yaml';
import { Explanation } from './Explanation';

/** An explanation as text for a terminal: one paragraph, then a table of two columns. */
export function renderExplanation(explanation: Explanation): string {
  const { kind, field, description, type, limits, rules } = explanation;
  const { isRequired, effects, example, fields } = explanation;
  const rows: [string, string[]][] = [
    ['type', field === '' ? [] : [`${type}${isRequired ? ', required' : ''}`]],
    [
      'default',
      'default' in explanation ? [JSON.stringify(explanation.default)] : [],
    ],
    ['limits', limits.length > 0 ? [limits.join(', ')] : []],
    ['rules', rules],
    ['changes', effects],
    [
      'example',
      example === undefined
        ? []
        : stringify(example, { lineWidth: 0 }).trimEnd().split('\n'),
    ],
    ['fields', fieldLines(fields)],
  ];
  return [
    field === '' ? kind : `${kind}.${field}`,
    '',
    description,
    '',
    ...rows
      .filter(([, lines]) => lines.length > 0)
      .flatMap(([title, lines]) =>
        lines.map(
          (line, index) => `${(index === 0 ? title : '').padEnd(10)}${line}`,
        ),
      ),
  ].join('\n');
}

function fieldLines(fields: Explanation['fields']): string[] {
  const width = Math.max(0, ...fields.map(({ name }) => name.length)) + 2;
  return fields.map(
    ({ name, description }) =>
      `${name.padEnd(width)}${firstSentence(description)}`,
  );
}

/** A full stop inside of an expression or a number ends no sentence. */
function firstSentence(text: string): string {
  return /^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text;
}
