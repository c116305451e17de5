import { createHmac } from 'node:crypto';

/** Seconds for which a token names its person. */
const LIFETIME_SECONDS = 300;

/**
 * Writes the JSON Web Token by which a controller in the auth mode `trusted-proxy` is told who a person is.
 *
 * @remarks
 * It says who and nothing more, and opens nothing else: kagent does not verify signatures in this mode, and the key is known to this
 * process alone. It is no token of Backstage, and nothing of the person's own token is in it.
 * @param options.now - Milliseconds since 1970.
 * @see RFC 7519
 */
export function createPersonToken(options: {
  userEntityRef: string;
  key: Buffer;
  now: number;
}): string {
  const issuedAt = Math.floor(options.now / 1000);
  const content = [
    { alg: 'HS256', typ: 'JWT' },
    {
      iss: 'zerotouch',
      sub: options.userEntityRef,
      iat: issuedAt,
      exp: issuedAt + LIFETIME_SECONDS,
    },
  ]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = createHmac('sha256', options.key)
    .update(content)
    .digest('base64url');
  return `${content}.${signature}`;
}
