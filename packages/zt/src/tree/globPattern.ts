/**
 * Turns a glob into a regular expression that matches a whole path.
 *
 * @param star - What `*` may match. Argo CD compiles `directory.include` without separators, so there it matches slashes too.
 */
export function globPattern(
  glob: string,
  star: 'one-folder' | 'any-depth',
): RegExp {
  const any = star === 'one-folder' ? '[^/]' : '.';
  let depth = 0;
  const source = [...glob]
    .map(character => {
      switch (character) {
        case '*':
          return `${any}*`;
        case '?':
          return any;
        case '{':
          depth++;
          return '(?:';
        case '}':
          depth--;
          return ')';
        case ',':
          return depth > 0 ? '|' : ',';
        default:
          return character.replace(/[.+^$()|[\]\\]/g, '\\$&');
      }
    })
    .join('');
  return new RegExp(`^${source}$`, 's');
}
