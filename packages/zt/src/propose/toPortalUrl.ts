import { UsageError } from '../UsageError';

/**
 * Parses the address of a portal; a path in it is kept, a final slash is not.
 *
 * @throws {@link UsageError} when a token sent there could be read on the way.
 */
export function toPortalUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere =
    url !== undefined &&
    ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere)) {
    return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  }
  throw new UsageError(
    `"${text}" is not the address of a portal; give one with https, or http on this machine, such as http://localhost:7007.`,
  );
}
