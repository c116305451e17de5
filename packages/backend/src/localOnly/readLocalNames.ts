import { RootConfigService } from '@backstage/backend-plugin-api';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** Under which names browsers of this machine reach the portal. */
export interface LocalNames {
  /** Values of the header `Host` in lower case, such as `localhost:7007`. */
  hosts: ReadonlySet<string>;
  /** Values of the header `Origin` in lower case, such as `http://localhost:7007`. */
  origins: ReadonlySet<string>;
}

/**
 * Reads the names of a portal that listens on loopback only.
 *
 * @remarks
 * They are the loopback names with the port it listens on, the addresses in `app.baseUrl` and `backend.baseUrl`, and the
 * origins in `backend.cors.origin`, which the development server needs.
 *
 * @returns undefined for a portal that listens elsewhere: it has real sign-in, and a proxy in front that knows its name.
 */
export function readLocalNames(
  config: RootConfigService,
): LocalNames | undefined {
  const host = config.getOptionalString('backend.listen.host') ?? '';
  if (!LOOPBACK.includes(host.toLowerCase())) {
    return undefined;
  }
  const port = String(config.getOptional('backend.listen.port') ?? 7007);
  const urls = [
    ...['localhost', '127.0.0.1', '[::1]'].map(name => `http://${name}:${port}`),
    ...['app.baseUrl', 'backend.baseUrl'].map(key => config.getString(key)),
  ].map(url => new URL(url));
  return {
    hosts: new Set(urls.map(url => url.host)),
    origins: new Set([
      ...urls.map(url => url.origin),
      ...readOrigins(config.getOptional('backend.cors.origin')),
    ]),
  };
}

function readOrigins(value: unknown): string[] {
  const origins = Array.isArray(value) ? value : [value];
  return origins
    .filter(origin => typeof origin === 'string')
    .map(origin => origin.toLowerCase());
}
