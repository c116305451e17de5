/** Gives the element id of a file's change on the page. */
export function fileAnchor(path: string): string {
  return `change-${encodeURIComponent(path)}`;
}
