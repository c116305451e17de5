import {
  ClaimEditError,
  editClaimText,
  findEdits,
  listDocuments,
} from '@zerotouch/plugin-gitops-common/edit';
import { findClaimDocument } from '../claim/parseClaim';

/** The spec of a claim as its file says it, or why it cannot be read. */
export type ReadSpec =
  | { result: 'ok'; spec: Record<string, unknown> }
  | { result: 'refused'; message: string };

/** Reads the spec of a claim from the text of an editor. */
export function readSpec(
  text: string,
  claim: { kind: string; name: string },
): ReadSpec {
  const broken = listDocuments(text).flatMap(({ errors }) => errors);
  if (broken.length > 0) {
    const [{ line, message }] = broken;
    return {
      result: 'refused',
      message: `Line ${line} is not valid YAML: ${message}`,
    };
  }
  const document = findClaimDocument(text, claim);
  return document
    ? { result: 'ok', spec: document.spec }
    : {
        result: 'refused',
        message: `The file no longer holds ${claim.kind} “${claim.name}”.`,
      };
}

/**
 * Writes another spec into the text, and nothing else.
 *
 * @returns The text, or the reason why only the YAML editor can make this change.
 */
export function writeSpec(
  text: string,
  documentIndex: number,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): { result: 'ok'; text: string } | { result: 'refused'; message: string } {
  try {
    return {
      result: 'ok',
      text: editClaimText(
        text,
        documentIndex,
        findEdits(before, after, ['spec']),
      ),
    };
  } catch (error) {
    if (error instanceof ClaimEditError) {
      return { result: 'refused', message: error.message };
    }
    throw error;
  }
}

/**
 * Makes the change from `base` to `mine` again on what main has now.
 *
 * @returns undefined when it does not fit: the same fields were changed, or the text cannot be read.
 */
export function replay(options: {
  claim: { kind: string; name: string };
  base: string;
  mine: string;
  theirs: { text: string; documentIndex: number };
}): string | undefined {
  const { claim, base, mine, theirs } = options;
  const [from, to, now] = [base, mine, theirs.text].map(text =>
    readSpec(text, claim),
  );
  if (from.result !== 'ok' || to.result !== 'ok' || now.result !== 'ok') {
    return undefined;
  }
  const own = findEdits(from.spec, to.spec, ['spec']);
  const others = findEdits(from.spec, now.spec, ['spec']).map(({ place }) =>
    JSON.stringify(place).slice(0, -1),
  );
  const clashes = own.some(({ place }) => {
    const key = JSON.stringify(place).slice(0, -1);
    return others.some(other => isWithin(key, other) || isWithin(other, key));
  });
  if (clashes || own.length === 0) return undefined;
  try {
    return editClaimText(theirs.text, theirs.documentIndex, own);
  } catch (error) {
    if (error instanceof ClaimEditError) return undefined;
    throw error;
  }
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer},`);
}
