/**
 * Turns the text of a heading into its anchor exactly as the docs site does.
 *
 * @remarks The site is built with Python-Markdown's `toc` extension and its default slugify: characters outside
 * ASCII are decomposed and dropped. The result may be empty; {@link uniqueAnchor} then numbers it.
 * @see Python-Markdown, `markdown/extensions/toc.py`, `slugify`
 */
export function toAnchor(heading: string): string {
  return heading
    .normalize('NFKD')
    .replace(/[\u0080-\uffff]/g, '')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, '-');
}

/**
 * Makes an anchor unique within a page by counting up its `_1` suffix, and adds it to `used`.
 *
 * @see Python-Markdown, `markdown/extensions/toc.py`, `unique`
 */
export function uniqueAnchor(anchor: string, used: Set<string>): string {
  let candidate = anchor;
  while (used.has(candidate) || !candidate) {
    const counted = /^(.*)_([0-9]+)$/.exec(candidate);
    candidate = counted
      ? `${counted[1]}_${Number(counted[2]) + 1}`
      : `${candidate}_1`;
  }
  used.add(candidate);
  return candidate;
}
