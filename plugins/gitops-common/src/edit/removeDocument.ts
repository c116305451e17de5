import { NotFoundError } from '@backstage/errors';
import { parseFilled } from './listDocuments';

/**
 * Takes one document out of a file of several; the others stay byte for byte.
 *
 * @returns The rest of the file; `null` when nothing would be left of it, so the file itself can go.
 * @throws NotFoundError when the file has no such document.
 */
export function removeDocument(
  text: string,
  documentIndex: number,
): string | null {
  const documents = parseFilled(text);
  const document = documents[documentIndex];
  if (!document) {
    throw new NotFoundError(
      `The file has ${documents.length} documents, so none with the number ${documentIndex}; load it again.`,
    );
  }
  if (documents.length === 1) return null;
  const marks = toMarks(text);
  const at = document.contents?.range?.[0] ?? document.range[0];
  // The document reaches from its own mark, or the start of the file, to the next mark.
  const start = marks.filter(mark => mark <= at).at(-1) ?? 0;
  const end = marks.find(mark => mark > at) ?? text.length;
  return text.slice(0, start) + text.slice(end);
}

/** Where the lines are that begin a document. */
function toMarks(text: string): number[] {
  return [...text.matchAll(/^---(?=\s|$)/gm)].map(match => match.index ?? 0);
}
