/** What a document says about itself before its text. */
export interface FrontMatter {
  title?: string;
  /** Names that it is found by: its alerts and the kinds of claims that it is for. */
  keywords: string[];
}

/** Splits a Markdown document with `\n` line ends into its front matter and its text. */
export function splitFrontMatter(content: string): {
  frontMatter: FrontMatter;
  body: string;
} {
  const match = /^---\n([\s\S]*?)\n(?:---|\.\.\.)(?:\n|$)/.exec(content);
  if (!match) return { frontMatter: { keywords: [] }, body: content };
  const title = /^title:[ \t]*(.+?)[ \t]*$/m.exec(match[1])?.[1];
  return {
    frontMatter: {
      title: title?.replace(/^(["'])(.*)\1$/, '$2') || undefined,
      keywords: readList(match[1], 'alerts').concat(
        readList(match[1], 'claims'),
      ),
    },
    body: content.slice(match[0].length),
  };
}

/** Reads the words of a list, written in one line or in many. */
function readList(frontMatter: string, key: string): string[] {
  const entry = new RegExp(`^${key}:(.*(?:\\n[ \\t-].*)*)`, 'm').exec(
    frontMatter,
  );
  return entry?.[1].match(/\w+/g) ?? [];
}
