import { InputError } from '@backstage/errors';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { YAMLMap, YAMLSeq } from 'yaml';

/** A page to add to the handbook's navigation. */
export interface NavEntry {
  /** Heading that it stands below; made before the last entry when it does not exist. */
  section: string;
  title: string;
  /** Path below `docs`. */
  path: string;
}

/**
 * Adds a page to the navigation of `mkdocs.yml` and leaves every other byte of its style alone.
 *
 * @returns The new text; the same text when the page is there already.
 * @throws InputError when the file has no list `nav`.
 */
export function addToNav(text: string, entry: NavEntry): string {
  const document = parseDocument(text);
  const nav = document.get('nav');
  if (document.errors.length > 0 || !isSeq(nav)) {
    throw new InputError(
      '"mkdocs.yml" has no list "nav" that a page could be added to; repair it first',
    );
  }
  const pages = findSection(nav, entry.section) ?? addSection();
  const isThere = pages.items.some(
    item =>
      isMap(item) && item.items.some(({ value }) => isText(value, entry.path)),
  );
  if (!isThere) {
    pages.add(document.createNode({ [entry.title]: entry.path }));
  }
  return isThere ? text : document.toString({ lineWidth: 0 });

  function addSection(): YAMLSeq {
    const section = document.createNode({ [entry.section]: [] });
    if (!isSeq(nav)) {
      throw new InputError('"mkdocs.yml" has no list "nav"');
    }
    nav.items.splice(Math.max(0, nav.items.length - 1), 0, section);
    const added = findSection(nav, entry.section);
    if (!added) {
      throw new InputError(`"${entry.section}" is no heading for a page`);
    }
    added.flow = false;
    return added;
  }
}

function findSection(nav: YAMLSeq, section: string): YAMLSeq | undefined {
  return nav.items
    .filter((item): item is YAMLMap => isMap(item))
    .flatMap(item => item.items)
    .filter(({ key }) => isText(key, section))
    .map(({ value }) => value)
    .find((value): value is YAMLSeq => isSeq(value));
}

function isText(node: unknown, text: string): boolean {
  return isScalar(node) && node.value === text;
}
