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
  const { host, port } = readListen(config.getOptional('backend.listen'));
  if (!LOOPBACK.includes(host)) {
    return undefined;
  }
  const urls = [
    ...['localhost', '127.0.0.1', '[::1]'].map(
      name => `http://${name}:${port}`,
    ),
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

/** Reads both forms, `{ host, port }` and `host:port`. */
function readListen(value: unknown): { host: string; port: string } {
  if (typeof value === 'object' && value !== null) {
    const host = 'host' in value ? String(value.host).toLowerCase() : '';
    const port = 'port' in value ? String(value.port) : '7007';
    return { host, port };
  }
  const [, host = '', port = '7007'] =
    /^(.*):(\d+)$/.exec(String(value ?? '').toLowerCase()) ?? [];
  return { host: host.replace(/^\[|\]$/g, ''), port };
}

function readOrigins(value: unknown): string[] {
  const origins = Array.isArray(value) ? value : [value];
  return origins
    .filter(origin => typeof origin === 'string')
    .map(origin => origin.toLowerCase());
}
