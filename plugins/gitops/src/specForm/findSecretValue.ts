/** How well-known secrets begin; names of secrets never do. */
const KNOWN =
  /^(gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-|AKIA|ASIA|AIza|eyJ[A-Za-z0-9_-]+\.|-----BEGIN )/;
const CREDENTIALS_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s@]+@/i;

/** Whether a text looks like the value of a secret: a token, a private key, an address with a password in it. */
export function looksLikeSecret(text: string): boolean {
  return KNOWN.test(text) || CREDENTIALS_IN_URL.test(text);
}
