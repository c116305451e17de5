import type { ChoiceOption } from './FormField';

/**
 * Splits the description of a choice into what each value means.
 *
 * @remarks
 * Descriptions name the values in their order, as in "micro is 0.1 cores, small 0.25 cores." So what stands between two values is the
 * meaning of the first. When a value is not named, no meaning is given and the description stays whole.
 *
 * @returns The values with their meanings, and what is left of the description.
 */
export function describeOptions(
  values: (string | number)[],
  description: string,
): { options: ChoiceOption[]; description: string } {
  const places: number[] = [];
  for (const value of values) {
    const place = findWord(description, `${value}`, places.at(-1) ?? -1);
    if (place < 0) {
      return { options: values.map(item => ({ value: item })), description };
    }
    places.push(place);
  }
  const options = values.map((value, index) => ({
    value,
    meaning: toMeaning(
      description.slice(places[index] + `${value}`.length, places[index + 1]),
    ),
  }));
  return { options, description: description.slice(0, places[0]).trim() };
}

function findWord(text: string, word: string, after: number): number {
  const pattern = new RegExp(
    `(?<![\\w-])${word.replace(/[^\w]/g, '\\$&')}(?= )`,
    'g',
  );
  pattern.lastIndex = after + 1;
  return pattern.exec(text)?.index ?? -1;
}

function toMeaning(text: string): string {
  return text
    .trim()
    .replace(/^(is|means|allows|are)\s+/, '')
    .replace(/[,.;]?(\s+(and|or))?$/, '')
    .replace(/[,.;]$/, '');
}
