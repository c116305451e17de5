import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../../..');
const READ = [
  'platform/cluster.yaml',
  'platform/04-apis/xpostgres/definition.yaml',
  'platform/04-apis/xtenant/definition.yaml',
  'tenants/acme/tenant.yaml',
];

/** A small platform by path: the real definition of databases, the tenant `acme`, and two pages. */
export const platformFiles: Record<string, string> = {
  'README.md': '# Platform\n',
  'docs/index.md': '# Handbook\n',
  ...Object.fromEntries(
    READ.map(path => [path, readFileSync(resolve(ROOT, path), 'utf8')]),
  ),
};
