/** Where TechDocs shows the one docs site of the platform. */
export const DOCS_SITE_PATH = '/docs/default/component/zerotouch/';

/**
 * Maps a Markdown file of the platform repository to its page in the portal.
 *
 * @remarks Follows mkdocs with directory URLs: `docs/` is the root of the site, `index.md` and `README.md` are the
 * page of their folder.
 * @returns A path inside the portal, such as `/docs/default/component/zerotouch/runbooks/restore/#steps`.
 */
export function toDocsUrl(path: string, anchor?: string): string {
  const page = path
    .replace(/^docs\//, '')
    .replace(/\.md$/, '')
    .replace(/(^|\/)(index|README)$/, '$1')
    .replace(/\/$/, '');
  const encoded = page.split('/').map(encodeURIComponent).join('/');
  return `${DOCS_SITE_PATH}${encoded}${encoded && '/'}${
    anchor ? `#${anchor}` : ''
  }`;
}
