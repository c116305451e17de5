import {
  getBearerTokenFromAuthorizationHeader,
  tokenTypes,
} from '@backstage/plugin-auth-node';

/**
 * Says whether a request carries a token that a plugin of this backend issued.
 *
 * @remarks
 * Reads the kind that the token claims, and verifies nothing: the caller has verified it. The auth service chooses by the
 * same field how to verify, so a verified token of this kind was signed by a plugin.
 */
export function isPluginToken(req: {
  header(name: string): string | undefined;
}): boolean {
  const token = getBearerTokenFromAuthorizationHeader(
    req.header('authorization'),
  );
  const [head] = (token ?? '').split('.');
  return readKind(head) === tokenTypes.plugin.typParam;
}

/** The field `typ` in the header of a JWT; undefined for anything else. */
function readKind(head: string): unknown {
  try {
    const header: unknown = JSON.parse(
      Buffer.from(head, 'base64url').toString('utf8'),
    );
    return typeof header === 'object' && header !== null && 'typ' in header
      ? header.typ
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}
