import { parse } from 'yaml';

/** A runbook in the navigation of the documentation site. */
export interface Runbook {
  title: string;
  /** Path of the Markdown file inside the site. */
  file: string;
}

const FOLDER = 'runbooks/';

/**
 * Reads the runbooks out of the navigation of a documentation site, without the overview.
 *
 * @param mkdocs - Content of `mkdocs.yml`.
 */
export function toRunbooks(mkdocs: string): Runbook[] {
  const config: unknown = parse(mkdocs, { logLevel: 'silent' });
  return leaves(isRecord(config) ? config.nav : undefined).filter(
    ({ file }) => file.startsWith(FOLDER) && file !== `${FOLDER}index.md`,
  );
}

function leaves(node: unknown): Runbook[] {
  if (Array.isArray(node)) {
    return node.flatMap(leaves);
  }
  if (!isRecord(node)) {
    return [];
  }
  return Object.entries(node).flatMap(([title, value]) =>
    typeof value === 'string' ? [{ title, file: value }] : leaves(value),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
