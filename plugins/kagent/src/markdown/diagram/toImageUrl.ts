/** A drawn diagram. */
export interface DiagramImage {
  /** A `data:` URL. */
  url: string;
  /** In CSS pixels. */
  width: number;
  height: number;
}

/**
 * Makes of a drawn SVG a picture that a page can show.
 *
 * @remarks
 * A browser runs no script of a picture, follows no link in it, loads nothing for it, and keeps its styles inside:
 * whatever a diagram holds, the page is out of its reach.
 *
 * @param svg - Well-formed SVG.
 * @throws An error when it is no SVG.
 */
export function toImageUrl(svg: string): DiagramImage {
  const root = new DOMParser().parseFromString(
    svg,
    'image/svg+xml',
  ).documentElement;
  if (root.nodeName !== 'svg') throw new Error('The drawing is no SVG.');
  const [, , width = 0, height = 0] = (root.getAttribute('viewBox') ?? '')
    .split(/[\s,]+/)
    .map(Number);
  if (!(width > 0 && height > 0)) throw new Error('The drawing has no size.');
  for (const element of root.querySelectorAll('script, foreignObject')) {
    element.remove();
  }
  root.removeAttribute('style');
  root.setAttribute('width', String(Math.ceil(width)));
  root.setAttribute('height', String(Math.ceil(height)));
  const text = new XMLSerializer().serializeToString(root);
  return {
    url: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`,
    width: Math.ceil(width),
    height: Math.ceil(height),
  };
}
