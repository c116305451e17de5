interface Node {
  type: string;
  value?: string;
  url?: string;
  data?: { hProperties: Record<string, string> };
  children?: Node[];
}

const LEFT_ALONE = new Set([
  'link',
  'linkReference',
  'code',
  'inlineCode',
  'html',
]);

/**
 * Marks `[1]` in running text as a citation of the first source, and so on.
 *
 * @remarks
 * A number without a source stays text, and so does everything in code and in links. A citation is a link whose
 * `dataCitation` is its number; no Markdown can set that.
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
        return number && url
          ? {
              type: 'link',
              url,
              data: { hProperties: { dataCitation: number } },
              children: [{ type: 'text', value }],
            }
          : { type: 'text', value };
      });
  }
  function visit(node: Node): void {
    if (LEFT_ALONE.has(node.type) || !node.children) return;
    node.children = node.children.flatMap(split);
  }
  return () => visit;
}
