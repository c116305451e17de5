import { ClaimFinding } from '@zerotouch/compositions';

/** Something that was read, or a sentence that says why nothing may change. */
export type Read<T> =
  | { result: 'ok'; value: T }
  | { result: 'fatal'; message: string };

/** Why nothing may change, from what a parser found. */
export function refuse(
  subject: string,
  findings: ClaimFinding[],
): { result: 'fatal'; message: string } {
  const reasons = findings.map(({ pointer, message }) =>
    pointer ? `${pointer}: ${message}` : message,
  );
  return { result: 'fatal', message: `${subject} ${reasons.join(' ')}` };
}

/** A value that came without a text, in the form that the parsers of claims take. */
export function toDocument(value: unknown) {
  return { value, findings: [], locate: () => ({ line: 1, column: 1 }) };
}
