import { createHash, createVerify } from 'crypto';
import { IncomingMessage } from 'http';
import { isRecord } from './completeSchema';

/** Reads a JSON body; `undefined` when there is none. */
export async function readBody(
  request: IncomingMessage,
): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (chunks.length === 0) return undefined;
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return isRecord(body) ? body : undefined;
}

/** Reads the parameters of a path out of a template; its last one may hold slashes. */
export function matchTemplate(
  template: string,
  path: string,
): Record<string, string> | undefined {
  const pattern = template
    .replace(/\{(ref)\}$/, '(?<$1>.+)')
    .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const match = new RegExp(`^${pattern}$`).exec(path);
  if (!match) return undefined;
  return Object.fromEntries(
    Object.entries(match.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]),
  );
}

/** Names a text by its content, as answers carry it. */
export function createEtag(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('hex')}"`;
}

/** Checks the token that an App signs with its private key. */
export function isAppJwt(
  token: string,
  publicKey: string,
  appId: number,
): boolean {
  const [header = '', payload = '', signature = ''] = token.split('.');
  if (!signature) return false;
  const claims: unknown = JSON.parse(
    Buffer.from(payload, 'base64url').toString('utf8'),
  );
  const isSigned = createVerify('RSA-SHA256')
    .update(`${header}.${payload}`)
    .verify(publicKey, signature, 'base64url');
  return isSigned && isRecord(claims) && Number(claims.iss) === appId;
}
