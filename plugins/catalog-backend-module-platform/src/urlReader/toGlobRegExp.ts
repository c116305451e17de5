/** Whether a path holds a wildcard. */
export function isGlob(path: string): boolean {
  return /[*?]/.test(path);
}

/** Turns a path pattern into an expression: `**` crosses folders, `*` and `?` do not. */
export function toGlobRegExp(pattern: string): RegExp {
  const source = pattern.replace(
    /\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g,
    token => {
      switch (token) {
        case '**/':
          return '(?:.*/)?';
        case '**':
          return '.*';
        case '*':
          return '[^/]*';
        case '?':
          return '[^/]';
        default:
          return `\\${token}`;
      }
    },
  );
  return new RegExp(`^${source}$`);
}
