import MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';
import { toAnchor, uniqueAnchor } from './anchors';

/** A heading of a Markdown document. Lines count from 0; `endLine` is the first line behind the heading. */
export interface Heading {
  level: number;
  text: string;
  anchor: string;
  line: number;
  endLine: number;
  /** Whether it stands at the top level, not inside a quote or a list. */
  topLevel: boolean;
}

const parser = new MarkdownIt({ html: true });
const attributeList = / +\{:? *([^}\n ][^}\n]*) *\} *$/;

/** Reads the headings of a Markdown document in order; `#` inside a code block is no heading. */
export function readHeadings(markdown: string): Heading[] {
  const tokens = parser.parse(markdown, {});
  const found = tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open' || !token.map) return [];
    const raw = toPlainText(tokens[index + 1].children ?? []);
    const attributes = attributeList.exec(raw);
    return [
      {
        level: Number(token.tag.slice(1)),
        text: (attributes ? raw.slice(0, attributes.index) : raw).trim(),
        explicitAnchor: attributes && /#([\w:.-]+)/.exec(attributes[1])?.[1],
        line: token.map[0],
        endLine: token.map[1],
        topLevel: token.level === 0,
      },
    ];
  });
  const used = new Set(
    found.flatMap(({ explicitAnchor }) => explicitAnchor ?? []),
  );
  return found.map(({ explicitAnchor, ...heading }) => ({
    ...heading,
    anchor: explicitAnchor ?? uniqueAnchor(toAnchor(heading.text), used),
  }));
}

function toPlainText(tokens: Token[]): string {
  return tokens
    .map(token => {
      if (token.type === 'text' || token.type === 'code_inline')
        return token.content;
      return /^(soft|hard)break$/.test(token.type) ? ' ' : '';
    })
    .join('');
}
