/** Finds the element in which another one is scrolled: the nearest one around it that scrolls, else the page. */
export function scrollerOf(element: Element): Element {
  for (let node = element.parentElement; node; node = node.parentElement) {
    if (node === document.body || node === document.documentElement) break;
    if (/(auto|scroll)/.test(getComputedStyle(node).overflowY)) return node;
  }
  return document.scrollingElement ?? document.documentElement;
}
