interface Node {
  type: string;
  value?: string;
  url?: string;
  children?: Node[];
}

const LEFT_ALONE = new Set(['link', 'linkReference', 'code', 'inlineCode']);

/**
 * Turns `[1]` in running text into a link to the first address, and so on.
 *
 * @remarks A number without an address stays text, and so does everything in code and in links.
 *
 * @param urls - Addresses by number, counted from 1.
 * @returns A remark plugin.
 */
export function remarkCitations(urls: string[]) {
  function split(node: Node): Node[] {
    if (node.type !== 'text' || !node.value) {
      visit(node);
      return [node];
    }
    return node.value
      .split(/(\[\d{1,3}\])/)
      .filter(Boolean)
      .map((value): Node => {
        const number = /^\[(\d{1,3})\]$/.exec(value)?.[1];
        const url = number ? urls[Number(number) - 1] : undefined;
        return url
          ? { type: 'link', url, children: [{ type: 'text', value }] }
          : { type: 'text', value };
      });
  }
  function visit(node: Node): void {
    if (LEFT_ALONE.has(node.type) || !node.children) return;
    node.children = node.children.flatMap(split);
  }
  return () => visit;
}
