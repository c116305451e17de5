/** A path of this portal: browsers read `\` as `/` and leave control characters out, so neither may stand in it. */
const insidePortal = /^\/(?![/\\])[^\\\p{Cc}\s]*$/u;
const code =
  /(^ {0,3}(?:```|~~~)[\s\S]*?(?:^ {0,3}(?:```|~~~)[^\n]*$|$(?![\s\S]))|`[^`\n]+`)/m;
const target = '(?:[^()]|\\([^()]*\\))*';
const label = '(?:[^\\[\\]]|\\[[^\\[\\]]*\\](?:\\([^()]*\\))?)*';

/**
 * Takes out of Markdown whatever loads or leads elsewhere: images, raw HTML, and links that leave the portal.
 *
 * @remarks Text that a model wrote may carry what it has read away in an address. Links within the portal stay, the words of
 * others stay without their target, and a bare address becomes code, which nothing follows. Fenced and inline code stays.
 */
export function sanitizeMarkdown(markdown: string): string {
  return markdown
    .split(code)
    .map((piece, index) => (index % 2 === 1 ? piece : sanitizeProse(piece)))
    .join('');
}

function sanitizeProse(prose: string): string {
  return prose
    .replace(/<((?:https?:|mailto:)[^>\s]*)>/gi, ' $1 ')
    .replace(/<[a-z!/?][^>]*>?/gi, '')
    .replace(
      new RegExp(`!\\[(${label})\\](?:\\(${target}\\)|\\[[^\\]]*\\])?`, 'g'),
      '$1',
    )
    .replace(
      new RegExp(`\\[(${label})\\]\\(\\s*(${target})\\)`, 'g'),
      (link, words: string, address: string) =>
        insidePortal.test(toAddress(address)) ? link : words,
    )
    .replace(/^ {0,3}\[[^\]\n]+\]:[^\n]*$/gm, '')
    .replace(
      /(?<![\w`(/])(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s`<>]+/gi,
      address =>
        `\`${address.replace(/[.,;:!?)\]]+$/, '')}\`${
          /[.,;:!?)\]]+$/.exec(address)?.[0] ?? ''
        }`,
    );
}

/** The address of a link without its title and angle brackets. */
function toAddress(inside: string): string {
  return inside
    .trim()
    .replace(/\s+(?:"[^"]*"|'[^']*')$/, '')
    .replace(/^<(.*)>$/, '$1');
}
