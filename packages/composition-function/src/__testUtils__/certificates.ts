import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  X509Certificate,
  cryptoProvider,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

cryptoProvider.set(crypto);

/** A certificate with its key, in PEM. */
export interface Identity {
  certificate: string;
  key: string;
}

/** Signs certificates for one test. */
export class TestAuthority {
  static async create(): Promise<TestAuthority> {
    const keys = await generateKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      serialNumber: '01',
      name: 'CN=Test authority',
      ...validity(),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [new BasicConstraintsExtension(true, 0, true)],
    });
    return new TestAuthority(certificate, keys);
  }

  private serial = 1;

  private constructor(
    private readonly authority: X509Certificate,
    private readonly keys: CryptoKeyPair,
  ) {}

  /** The certificate of the authority, in PEM. */
  get certificate(): string {
    return this.authority.toString('pem');
  }

  /** Issues a certificate for `localhost` that is good for one purpose. */
  async issue(purpose: 'client' | 'server'): Promise<Identity> {
    const keys = await generateKeys();
    this.serial += 1;
    const certificate = await X509CertificateGenerator.create({
      serialNumber: this.serial.toString(16).padStart(2, '0'),
      subject: `CN=${purpose}`,
      issuer: this.authority.subject,
      ...validity(),
      signingAlgorithm: ALGORITHM,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      extensions: [
        new ExtendedKeyUsageExtension([
          purpose === 'client'
            ? ExtendedKeyUsage.clientAuth
            : ExtendedKeyUsage.serverAuth,
        ]),
        new SubjectAlternativeNameExtension([
          { type: 'dns', value: 'localhost' },
        ]),
      ],
    });
    return {
      certificate: certificate.toString('pem'),
      key: PemConverter.encode(
        await crypto.subtle.exportKey('pkcs8', keys.privateKey),
        'PRIVATE KEY',
      ),
    };
  }
}

/** Writes the files that Crossplane mounts into a function. */
export function writeCertificates(
  folder: string,
  authority: string,
  identity: Identity,
): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'ca.crt'), authority);
  writeFileSync(join(folder, 'tls.crt'), identity.certificate);
  writeFileSync(join(folder, 'tls.key'), identity.key, { mode: 0o600 });
}

function generateKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function validity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return {
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + DAY_MS),
  };
}
