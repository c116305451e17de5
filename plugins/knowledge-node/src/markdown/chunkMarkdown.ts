import { Passage } from '../KnowledgeIndex';
import { toDocsUrl } from './docsUrl';
import { splitFrontMatter } from './frontMatter';
import { readHeadings } from './readHeadings';

/** A passage with the names that its document is found by; only the first passage carries them. */
export interface IndexedPassage extends Passage {
  keywords: string;
}

/**
 * Cuts a Markdown document at its headings into passages.
 *
 * @remarks Front matter is left out but for its `title`. A heading without text below it gives no passage. Ids are
 * the path and the heading's anchor on the docs site, so they stay when other parts of the document change.
 * @param path - Path in the platform repository, such as `docs/runbooks/restore.md`.
 */
export function chunkMarkdown(path: string, content: string): IndexedPassage[] {
  const { frontMatter, body } = splitFrontMatter(
    content.replace(/\r\n?/g, '\n'),
  );
  const headings = readHeadings(body).filter(heading => heading.topLevel);
  const title =
    frontMatter.title ??
    (headings.find(heading => heading.level === 1) ?? headings[0])?.text ??
    toTitle(path);
  const lines = body.split('\n');
  const cut = (start: number, end?: number) =>
    lines.slice(start, end).join('\n').trim();

  const opening = {
    id: path,
    title,
    heading: title,
    path,
    url: toDocsUrl(path),
    text: cut(0, headings[0]?.line),
  };
  const sections = headings.map((heading, index) => ({
    id: `${path}#${heading.anchor}`,
    title,
    heading: heading.text,
    path,
    url: toDocsUrl(path, heading.anchor),
    text: cut(heading.endLine, headings[index + 1]?.line),
  }));
  return [opening, ...sections]
    .filter(passage => passage.text !== '')
    .map((passage, index) => ({
      ...passage,
      keywords: index === 0 ? frontMatter.keywords.join(' ') : '',
    }));
}

function toTitle(path: string): string {
  const name = path
    .replace(/\.md$/, '')
    .replace(/\/(index|README)$/, '')
    .split('/')
    .pop();
  const words = (name ?? path).replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
