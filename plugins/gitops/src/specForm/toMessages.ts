import type { Finding } from '@zerotouch/plugin-gitops-common';

const SPEC = '/spec';

/**
 * Places what the engine found at the fields of a form.
 *
 * @param options.missing - Required fields that are empty; the engine's word about them is left out until `showMissing`, as nobody
 * likes to be told off before the first key.
 * @returns Sentences by place in `spec` as a JSON pointer.
 */
export function toMessages(options: {
  findings: Finding[];
  missing: string[];
  showMissing: boolean;
}): Map<string, string[]> {
  const { findings, missing, showMissing } = options;
  const messages = new Map<string, string[]>();
  for (const { severity, pointer, message } of findings) {
    const place = pointer?.startsWith(`${SPEC}/`)
      ? pointer.slice(SPEC.length)
      : undefined;
    if (
      severity === 'error' &&
      place !== undefined &&
      !missing.includes(place)
    ) {
      const sentence = toSentence(message, place);
      messages.set(place, [...(messages.get(place) ?? []), sentence]);
    }
  }
  if (showMissing) {
    for (const place of missing) {
      messages.set(place, ['This is required.']);
    }
  }
  return messages;
}

/** The field is in sight, so its path at the start of the sentence is only noise. */
function toSentence(message: string, place: string): string {
  const path = place
    .slice(1)
    .split('/')
    .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce(
      (text, key) => (/^\d+$/.test(key) ? `${text}[${key}]` : `${text}.${key}`),
      'spec',
    );
  return message.startsWith(`${path} `)
    ? `It ${message.slice(path.length + 1)}`
    : message;
}
