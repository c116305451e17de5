/** Where a link that somebody else wrote leads. */
export type LinkTarget =
  | { kind: 'internal'; path: string }
  | { kind: 'external'; url: string }
  | { kind: 'refused' };

/**
 * Decides what a link from untrusted text may do.
 *
 * @remarks
 * Only absolute paths of this portal and `http`, `https` and `mailto` URLs pass. Browsers read a backslash as a
 * slash, so the path is judged as the browser would resolve it, not by its text. A path of this portal loses `?q=`.
 *
 * @param origin - The portal's own origin, such as `https://portal.example`.
 */
export function classifyLink(
  href: string | undefined,
  origin: string,
): LinkTarget {
  if (!href || !/^(\/|https?:\/\/|mailto:)/i.test(href)) {
    return { kind: 'refused' };
  }
  if (!URL.canParse(href, origin)) return { kind: 'refused' };
  const url = new URL(href, origin);
  if (url.protocol === 'mailto:') return { kind: 'external', url: url.href };
  if (url.username || url.password) return { kind: 'refused' };
  if (url.origin === origin) {
    // The chat asks an agent at once what its address says; nobody else asks in the reader's name.
    if (url.searchParams.has('q')) url.searchParams.delete('q');
    return {
      kind: 'internal',
      path: `${url.pathname}${url.search}${url.hash}`.replace(/^\/{2,}/, '/'),
    };
  }
  return { kind: 'external', url: url.href };
}
