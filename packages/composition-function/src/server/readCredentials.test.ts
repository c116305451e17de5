import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  TestAuthority,
  writeCertificates,
} from '../__testUtils__/certificates';
import { readCredentials } from './readCredentials';

let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'function-'));
  const authority = await TestAuthority.create();
  writeCertificates(
    folder,
    authority.certificate,
    await authority.issue('server'),
  );
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('reads what Crossplane mounts', () => {
  expect(() => readCredentials(folder)).not.toThrow();
});

it.each(['ca.crt', 'tls.crt', 'tls.key'])(
  'names %s when it is missing',
  name => {
    rmSync(join(folder, name));
    expect(() => readCredentials(folder)).toThrow(
      new RegExp(`^Cannot use "${join(folder, name)}" .*ENOENT`),
    );
  },
);

it.each(['ca.crt', 'tls.crt', 'tls.key'])('refuses an empty %s', name => {
  writeFileSync(join(folder, name), '');
  expect(() => readCredentials(folder)).toThrow(
    `Cannot use "${join(folder, name)}"`,
  );
});

it('refuses the key of another certificate', async () => {
  const { key } = await (await TestAuthority.create()).issue('server');
  writeFileSync(join(folder, 'tls.key'), key);
  expect(() => readCredentials(folder)).toThrow(
    `"${join(folder, 'tls.key')}" is not the key of`,
  );
});
