import { parseArgs } from 'node:util';

/** How the process was called. */
export interface Options {
  /** `host:port`. */
  address: string;
  /** Folder of `tls.crt`, `tls.key` and `ca.crt`; undefined when anybody may call. */
  certificates?: string;
  debug: boolean;
  help: boolean;
}

/** What `--help` prints. */
export const HELP = `Usage: function-zerotouch [options]

The composition function of ZeroTouch. Crossplane calls it over gRPC.

  --address HOST:PORT         where to listen, 0.0.0.0:9443 by default
  --tls-server-certs-dir DIR  folder of tls.crt, tls.key and ca.crt; by default the one in the
                              variable TLS_SERVER_CERTS_DIR, else /tls/server
  --insecure                  let anybody call, without TLS; for local tools only
  -d, --debug                 one line of log a call
  -h, --help                  this text`;

/**
 * Reads the options that Crossplane gives its functions.
 *
 * @throws TypeError if an option is unknown or lacks its value; Error if a folder is named empty, which must not mean "insecure".
 */
export function parseOptions(
  args: string[],
  env: Record<string, string | undefined>,
): Options {
  const { values } = parseArgs({
    args,
    options: {
      address: { type: 'string', default: '0.0.0.0:9443' },
      'tls-server-certs-dir': { type: 'string' },
      insecure: { type: 'boolean', default: false },
      debug: { type: 'boolean', short: 'd', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { address, insecure, debug, help } = values;
  if (insecure) {
    return { address, debug, help };
  }
  const certificates =
    values['tls-server-certs-dir'] ?? env.TLS_SERVER_CERTS_DIR ?? '/tls/server';
  if (certificates.trim() === '') {
    throw new Error(
      'The folder of the certificates is empty; name it by --tls-server-certs-dir or TLS_SERVER_CERTS_DIR, or use --insecure on your own machine.',
    );
  }
  return { address, certificates, debug, help };
}
