/** Where the documentation site of the platform stands. */
const HANDBOOK = /^\/docs\/default\/component\/zerotouch(?:\/(.*))?$/;

/**
 * Gives the file that a page of the docs is made of.
 *
 * @param pathname - Path of the page in the portal.
 * @returns A path in the repository, such as `docs/runbooks/restore.md`; nothing for other pages.
 */
export function findDocPath(pathname: string): string | undefined {
  const place = HANDBOOK.exec(pathname);
  if (!place) return undefined;
  const file = decodePart(place[1] ?? '').replace(
    /^\/+|\/+$|\/?index\.html$/g,
    '',
  );
  return file === '' ? 'docs/index.md' : `docs/${file}.md`;
}

/** Decodes a part of a path; what is not percent-encoded is taken as it stands. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
