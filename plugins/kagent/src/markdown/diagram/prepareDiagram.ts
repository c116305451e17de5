/** A diagram that may be drawn, or why it may not. */
export type PreparedDiagram =
  | { result: 'ok'; source: string }
  | { result: 'refused'; reason: string };

/** Longest source, in UTF-16 code units. */
const MAX_LENGTH = 20_000;
const FRONTMATTER = /^\s*---\s*\n[\s\S]*?\n\s*---\s*\n/;
const DIRECTIVE = /%%\s*\{[\s\S]*?\}\s*%%/g;
/** Lines that lead somewhere or call something. */
const INTERACTION =
  /^[ \t]*(?:click|link|links|callback|href|properties|details)\b.*$/gim;

/**
 * Makes the source of a diagram harmless before anything reads it.
 *
 * @remarks
 * Settings in the source (front matter, directives) and lines that make links go: the look is that of the portal, and
 * a picture leads nowhere. A source that may load something from elsewhere while it is drawn, as by pictures in
 * shapes or `url(…)` in styles, is refused: a regular expression cannot take such a thing out for sure.
 */
export function prepareDiagram(text: string): PreparedDiagram {
  if (text.length > MAX_LENGTH) {
    return { result: 'refused', reason: 'It is too long to be drawn.' };
  }
  const source = text
    .replace(FRONTMATTER, '')
    .replace(DIRECTIVE, '')
    .replace(INTERACTION, '')
    .trim();
  if (source === '') return { result: 'refused', reason: 'It is empty.' };
  if (mayLoad(source)) {
    return {
      result: 'refused',
      reason: 'It asks for things from elsewhere, which are not loaded.',
    };
  }
  return { result: 'ok', source };
}

function mayLoad(source: string): boolean {
  const styles = source
    .split('\n')
    .filter(line => /^\s*(?:style|classDef|linkStyle|cssClass)\b/i.test(line));
  return (
    /%%\s*\{/.test(source) ||
    /url\s*\(|@import|image-set|expression\s*\(/i.test(source) ||
    styles.some(line =>
      /[\\(]/.test(line.replace(/\b(?:rgb|hsl)a?\(/gi, '')),
    ) ||
    [...source.matchAll(/@\s*\{[^}]*\}?/g)].some(([shape]) =>
      /img|icon|\\|&/i.test(shape),
    ) ||
    /<\s*(?!br\b)[a-z!/?][^>]*(?:src|href|srcset|data|style|on\w+)\s*=/i.test(
      source,
    )
  );
}
