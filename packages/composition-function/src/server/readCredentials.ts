import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServerCredentials } from '@grpc/grpc-js';

/**
 * Reads the certificates that Crossplane mounts and demands one of every client.
 *
 * @param folder - Holds `tls.crt`, `tls.key` and `ca.crt`, in PEM.
 * @returns Credentials that refuse a client without a certificate, or with one that `ca.crt` did not sign for clients.
 * @throws Error if a file cannot be read or is no such thing; an empty `ca.crt` would otherwise trust nobody, or everybody.
 */
export function readCredentials(folder: string): ServerCredentials {
  const authority = read(folder, 'ca.crt', parseCertificate);
  const certificate = read(folder, 'tls.crt', parseCertificate);
  const key = read(folder, 'tls.key', createPrivateKey);
  if (!certificate.parsed.checkPrivateKey(key.parsed)) {
    throw new Error(
      `"${key.path}" is not the key of "${certificate.path}"; mount both from the same Secret.`,
    );
  }
  return ServerCredentials.createSsl(
    authority.content,
    [{ private_key: key.content, cert_chain: certificate.content }],
    true,
  );
}

/** Credentials of a server that anybody may call; for local tools only. */
export function createInsecureCredentials(): ServerCredentials {
  return ServerCredentials.createInsecure();
}

function parseCertificate(content: Buffer): X509Certificate {
  return new X509Certificate(content);
}

function read<T>(
  folder: string,
  name: string,
  parse: (content: Buffer) => T,
): { path: string; content: Buffer; parsed: T } {
  const path = join(folder, name);
  try {
    const content = readFileSync(path);
    return { path, content, parsed: parse(content) };
  } catch (error) {
    throw new Error(
      `Cannot use "${path}" (${
        error instanceof Error ? error.message : error
      }). Name the folder with tls.crt, tls.key and ca.crt by --tls-server-certs-dir, or use --insecure on your own machine.`,
      { cause: error },
    );
  }
}
