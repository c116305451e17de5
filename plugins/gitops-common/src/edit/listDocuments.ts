import { Document, isMap, isScalar, parseAllDocuments } from 'yaml';

/** One filled document of a file. */
export interface FileDocument {
  /** Position among the filled documents, from 0, as the platform counts them. */
  index: number;
  kind?: string;
  name?: string;
  namespace?: string;
  /** Where the document's content begins and ends in the file, in characters. */
  range: [start: number, end: number];
  /** What is wrong with its syntax, with the line from 1. */
  errors: { message: string; line: number }[];
}

/** Parses the filled documents of a file; empty ones are left out, as the platform does. */
export function parseFilled(text: string): Document.Parsed[] {
  const parsed = parseAllDocuments(text, {
    logLevel: 'silent',
    prettyErrors: false,
  });
  const documents: Document.Parsed[] = Array.isArray(parsed) ? parsed : [];
  return documents.filter(
    ({ errors, contents }) =>
      errors.length > 0 ||
      !(
        contents === null ||
        (isScalar(contents) && contents.value === null && !contents.source)
      ),
  );
}

/** Lists the documents of a file with what identifies a claim; never throws. */
export function listDocuments(text: string): FileDocument[] {
  return parseFilled(text).map((document, index) => ({
    index,
    kind: textAt(document, ['kind']),
    name: textAt(document, ['metadata', 'name']),
    namespace: textAt(document, ['metadata', 'namespace']),
    range: [
      document.contents?.range?.[0] ?? document.range[0],
      document.range[1],
    ],
    errors: document.errors.map(({ message, pos }) => ({
      message: message.replace(/\s+/g, ' ').trim(),
      line: text.slice(0, pos[0]).split('\n').length,
    })),
  }));
}

function textAt(document: Document.Parsed, path: string[]): string | undefined {
  if (!isMap(document.contents)) return undefined;
  const value: unknown = document.getIn(path);
  return typeof value === 'string' ? value : undefined;
}
