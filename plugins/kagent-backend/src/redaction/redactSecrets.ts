interface SecretShape {
  kind: string;
  pattern: RegExp;
  /** Which group is the secret; the whole match when absent. */
  group?: true;
}

/** Shapes of secrets, the most telling first. With `group`, the pattern is `(before)(secret)`. */
const shapes: SecretShape[] = [
  {
    kind: 'private key',
    pattern:
      /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  {
    kind: 'JSON Web Token',
    // Begins where a word does: begun at each "eyJ" within a word, the time would grow with the square of its length.
    pattern: /(?<![\w-])(?=[\w-]*eyJ)[\w-]{11,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g,
  },
  {
    kind: 'GitHub token',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{22,})/g,
  },
  { kind: 'GitLab token', pattern: /\bgl(?:pat|ptt|dt|rt)-[\w-]{20,}/g },
  {
    kind: 'AWS access key',
    pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b/g,
  },
  { kind: 'Google API key', pattern: /\bAIza[\w-]{35}/g },
  { kind: 'npm token', pattern: /\bnpm_[A-Za-z0-9]{30,}/g },
  { kind: 'Slack token', pattern: /\bxox[abeprs]-[\w-]{10,}/g },
  {
    kind: 'Slack webhook',
    pattern: /https:\/\/hooks\.slack\.com\/services\/[\w/]+/g,
  },
  {
    kind: 'Stripe key',
    pattern: /\b(?:sk|rk|whsec)_(?:live_|test_)?[A-Za-z0-9]{20,}/g,
  },
  { kind: 'model API key', pattern: /\bsk-[\w-]{20,}/g },
  { kind: 'age key', pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{50,}/g },
  {
    kind: 'authorization header',
    pattern:
      /(\bauthorization["']?\s*[:=]\s*["']?(?:bearer|basic|token)\s+)([\w+/=.~-]{8,})/gi,
    group: true,
  },
  {
    kind: 'password in an address',
    pattern:
      /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{0,100}:)([^\s/@]{1,200})(?=@)/gi,
    group: true,
  },
  {
    kind: 'password',
    pattern:
      /((?:\b|_)(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|client[_-]?secret)["']?\s*=\s*["']?)((?![<$*[{])[^\s"',;&]{4,})/gi,
    group: true,
  },
  {
    kind: 'password',
    pattern:
      /((?:\b|_)(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|client[_-]?secret)["']?\s*:\s*["']?)((?![<$*[{])(?=[^\s"',;]{0,200}[\d!#%^&+=?~@])[^\s"',;]{6,})/gi,
    group: true,
  },
];

/**
 * Replaces what looks like a secret in a person's text, so that it is neither stored nor sent to an agent.
 *
 * @remarks Best effort over common shapes; placeholders such as `<token>` and `$TOKEN` stay. Applying it twice changes
 * nothing more.
 * @returns The text to keep, and the kinds of secrets that were in it, without repeats.
 */
export function redactSecrets(text: string): { text: string; kinds: string[] } {
  const kinds = new Set<string>();
  let kept = text;
  for (const { kind, pattern, group } of shapes) {
    kept = kept.replace(pattern, (match: string, before: unknown) => {
      kinds.add(kind);
      return `${group ? before : ''}[removed ${kind}]${
        match.endsWith('\n') ? '\n' : ''
      }`;
    });
  }
  return { text: kept, kinds: [...kinds] };
}
