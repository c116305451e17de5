import {
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
} from 'yaml';
import type { Document, Node } from 'yaml';
import { ClaimFinding, RepositoryFile } from '../types';
import { Position, positionAt } from './Position';
import { fromPointer } from './plain';

/** Longest text that is parsed, in characters; a claim is a page, not a book. */
export const MAX_TEXT_LENGTH = 1_000_000;
const MAX_ALIASES = 50;

/** One YAML document of a text. */
export interface ParsedDocument {
  /** The plain value, or undefined when the document could not be parsed. */
  value: unknown;
  findings: ClaimFinding[];
  /**
   * Finds the place of a JSON pointer; a missing field gives the place of its nearest parent.
   *
   * @param at - `key` points to the field's name, `value` to what it holds.
   */
  locate(pointer: string, at?: 'key' | 'value'): Position;
}

/**
 * Parses a text of one or more YAML documents without ever throwing.
 *
 * @remarks
 * Broken syntax, duplicate keys, alias bombs and texts too deep or too long end in findings of rule `parse`. Empty documents are left
 * out. Lines are counted only when a place is asked for, since most texts have nothing to report.
 */
export function parseDocuments(text: string): ParsedDocument[] {
  if (text.length > MAX_TEXT_LENGTH) {
    return [
      failed(
        text,
        0,
        `The file has ${text.length} characters; at most ${MAX_TEXT_LENGTH} are read. Split it.`,
      ),
    ];
  }
  try {
    const parsed = parseAllDocuments(text, {
      prettyErrors: false,
      logLevel: 'silent',
    });
    const documents: Document.Parsed[] = Array.isArray(parsed) ? parsed : [];
    return documents.filter(isFilled).map(item => toDocument(text, item));
  } catch (error) {
    return [failed(text, 0, tooDeep(error))];
  }
}

const parsedFiles = new WeakMap<
  RepositoryFile,
  { content: string; documents: ParsedDocument[] }
>();

/**
 * Parses the text of a file of the repository; the second call for the same file gives the same documents.
 *
 * @remarks
 * Only values are kept, since syntax trees are far larger: a place is found by parsing the text again, which happens for the few
 * documents about which there is something to say. The values are shared, so nobody may change them in place.
 */
export function parseFile(file: RepositoryFile): ParsedDocument[] {
  const { content } = file;
  const known = parsedFiles.get(file);
  if (known?.content === content) {
    return known.documents;
  }
  const documents = parseDocuments(content).map(
    ({ value, findings }, index) => ({
      value,
      findings,
      locate: (pointer: string, at?: 'key' | 'value') =>
        parseDocuments(content)[index].locate(pointer, at),
    }),
  );
  parsedFiles.set(file, { content, documents });
  return documents;
}

function isFilled(item: Document.Parsed): boolean {
  return (
    item.errors.length > 0 ||
    !(item.contents === null || (isScalar(item.contents) && isBlank(item)))
  );
}

function isBlank(item: Document.Parsed): boolean {
  return (
    isScalar(item.contents) &&
    item.contents.value === null &&
    !item.contents.source
  );
}

function toDocument(text: string, item: Document.Parsed): ParsedDocument {
  if (item.errors.length > 0) {
    const findings = item.errors.map(error =>
      parseFinding(text, error.pos[0], plainMessage(error.code, error.message)),
    );
    return { value: undefined, findings, locate: () => startOf(text, item) };
  }
  try {
    const value: unknown = item.toJS({ maxAliasCount: MAX_ALIASES });
    return {
      value,
      findings: [],
      locate: (pointer, at = 'value') =>
        positionAt(text, offsetOf(item, fromPointer(pointer), at)),
    };
  } catch (error) {
    const message =
      error instanceof ReferenceError
        ? 'The aliases of this document expand to too much, or name no anchor; write the values out.'
        : tooDeep(error);
    return failed(text, item.range[0], message);
  }
}

function startOf(text: string, item: Document.Parsed): Position {
  return positionAt(text, item.contents?.range?.[0] ?? item.range[0]);
}

function failed(text: string, offset: number, message: string): ParsedDocument {
  return {
    value: undefined,
    findings: [parseFinding(text, offset, message)],
    locate: () => positionAt(text, offset),
  };
}

function parseFinding(
  text: string,
  offset: number,
  message: string,
): ClaimFinding {
  return {
    rule: 'parse',
    severity: 'error',
    pointer: '',
    ...positionAt(text, offset),
    message,
  };
}

function plainMessage(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') {
    return 'This field is given twice; remove one of them.';
  }
  if (code === 'TAB_AS_INDENT') {
    return 'A tab is used for indentation; YAML allows only spaces.';
  }
  return `This is not valid YAML: ${message.replace(/\s+/g, ' ').trim()}`;
}

function tooDeep(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The document cannot be read (${reason}); make it flatter or simpler.`;
}

function offsetOf(
  item: Document.Parsed,
  path: string[],
  at: 'key' | 'value',
): number {
  let node: unknown = item.contents;
  let offset = startOffset(node) ?? item.range[0];
  for (const [index, key] of path.entries()) {
    const last = index === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(
        candidate =>
          isPair(candidate) &&
          isScalar(candidate.key) &&
          String(candidate.key.value) === key,
      );
      if (!pair) {
        return offset;
      }
      const keyOffset = startOffset(pair.key) ?? offset;
      node = pair.value;
      offset = last && at === 'key' ? keyOffset : valueOffset(node, keyOffset);
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = startOffset(node) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

/** A block mapping or an empty value is found more easily at its key than at its first line. */
function valueOffset(node: unknown, keyOffset: number): number {
  const block = (isMap(node) || isSeq(node)) && !node.flow;
  return block ? keyOffset : startOffset(node) ?? keyOffset;
}

function startOffset(node: unknown): number | undefined {
  return isNode(node) ? rangeOf(node)?.[0] : undefined;
}

function rangeOf(node: Node): [number, number, number] | undefined {
  return node.range ?? undefined;
}
