import { NotFoundError } from '@backstage/errors';
import { isAlias, isCollection, isMap } from 'yaml';
import { ClaimEditError } from './ClaimEditError';
import { isEqual } from './findEdits';
import { parseFilled } from './listDocuments';
import { Place, Splice, addTo, removeFrom, replaceIn } from './splices';

/** One change of a document: a new value at a place, or without `value` the removal of the place. */
export interface ClaimEdit {
  /** Keys and positions from the top of the document, such as `['spec', 'backup', 'retentionDays']`. */
  place: Place;
  value?: unknown;
}

/**
 * Changes places of one document of a file.
 *
 * @remarks
 * The text is cut and filled at the places that the YAML parser gives, and nothing is written anew: comments, order, quoting, line ends
 * and every other document stay byte for byte. The result is parsed again and compared with what was asked for, so a file with anchors
 * or other rare forms is refused rather than damaged.
 *
 * @param documentIndex - Position among the filled documents of the file, from 0.
 * @param edits - Made one after the other, in this order.
 * @returns The whole file.
 * @throws NotFoundError when there is no such document; {@link ClaimEditError} when it does not parse, or a place cannot be changed by
 * itself.
 */
export function editClaimText(
  text: string,
  documentIndex: number,
  edits: readonly ClaimEdit[],
): string {
  return edits.reduce(
    (current, edit) => makeEdit(current, documentIndex, edit),
    text,
  );
}

function makeEdit(text: string, index: number, edit: ClaimEdit): string {
  const before = readAll(text, index, edit.place);
  const splice = findSplice(text, index, edit);
  if (!splice) return text;
  const [start, end, content] = splice;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const result =
    text.slice(0, start) + content.replace(/\n/g, eol) + text.slice(end);
  const after = readAll(result, index, edit.place);
  const wanted = before.map((value, position) =>
    position === index ? withEdit(value, edit) : value,
  );
  if (!isEqual(after, wanted)) {
    throw new ClaimEditError({
      place: edit.place,
      reason: 'another part of the file depends on it',
    });
  }
  return result;
}

function readAll(text: string, index: number, place: Place): unknown[] {
  const documents = parseFilled(text);
  if (!documents[index]) {
    throw new NotFoundError(
      `The file has ${documents.length} documents, so none with the number ${index}; load it again.`,
    );
  }
  return documents.map((document, position) => {
    if (document.errors.length > 0) {
      if (position !== index) return document.errors[0].code;
      throw new ClaimEditError({
        place,
        reason: 'the document is not valid YAML',
        cause: document.errors[0],
      });
    }
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    return value;
  });
}

function findSplice(
  text: string,
  index: number,
  edit: ClaimEdit,
): Splice | undefined {
  const document = parseFilled(text)[index];
  const { place, value } = edit;
  const isRemoval = value === undefined;
  const present = (length: number) =>
    length === 0 || document.hasIn(place.slice(0, length));
  const known = place.findIndex((_, depth) => !present(depth + 1));
  if (known >= 0 && isRemoval) return undefined;
  // What lies below a place that does not exist yet is written together with it.
  const depth = known < 0 ? place.length : known + 1;
  const target = place.slice(0, depth);
  const wrapped = place
    .slice(depth)
    .reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  const parent =
    target.length === 1
      ? document.contents
      : document.getIn(target.slice(0, -1), true);
  requirePlain(document.contents, target);
  if (!isCollection(parent)) {
    // A value such as `spec:` without anything becomes a mapping.
    return findSplice(text, index, {
      place: target.slice(0, -1),
      value: { [String(target.at(-1))]: wrapped },
    });
  }
  const context = { text, parent, place: target };
  if (isRemoval && parent.items.length > 1) return removeFrom(context);
  if (isRemoval || parent.items.length === 0) {
    const last = target.at(-1);
    const items = isMap(parent) ? { [String(last)]: wrapped } : [wrapped];
    const empty = isMap(parent) ? {} : [];
    return findSplice(text, index, {
      place: target.slice(0, -1),
      value: isRemoval ? empty : items,
    });
  }
  return known < 0 ? replaceIn(context, wrapped) : addTo(context, wrapped);
}

function requirePlain(root: unknown, place: Place) {
  let node = root;
  for (const key of place) {
    if (isAlias(node)) {
      throw new ClaimEditError({ place, reason: 'it is an alias' });
    }
    node = isCollection(node) ? node.get(key, true) : undefined;
  }
}

function withEdit(root: unknown, edit: ClaimEdit): unknown {
  const [key, ...rest] = edit.place;
  if (key === undefined) return edit.value;
  if (Array.isArray(root)) {
    const position = Number(key);
    if (rest.length === 0 && edit.value === undefined) {
      return root.filter((_, index) => index !== position);
    }
    const items = [...root];
    items[position] = withEdit(items[position], { ...edit, place: rest });
    return items;
  }
  const record: Record<string, unknown> = Object.fromEntries(
    typeof root === 'object' && root !== null ? Object.entries(root) : [],
  );
  if (rest.length === 0 && edit.value === undefined) {
    return Object.fromEntries(
      Object.entries(record).filter(([name]) => name !== String(key)),
    );
  }
  return Object.fromEntries([
    ...Object.entries(record),
    [
      String(key),
      withEdit(
        Object.hasOwn(record, String(key)) ? record[String(key)] : undefined,
        { ...edit, place: rest },
      ),
    ],
  ]);
}
