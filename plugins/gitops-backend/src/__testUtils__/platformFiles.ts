import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../../..');
const KINDS = ['xpostgres', 'xdragonfly', 'xwebservice', 'xtenant'];

/** The real definitions and environment of the platform, by path. */
export const definitionFiles: Record<string, string> = Object.fromEntries(
  [
    'platform/cluster.yaml',
    ...KINDS.map(kind => `platform/04-apis/${kind}/definition.yaml`),
  ].map(path => [path, readFileSync(resolve(ROOT, path), 'utf8')]),
);

/** A tenant's file. */
export function tenantYaml(name: string): string {
  return `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XTenant
metadata:
  name: ${name}
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
spec:
  displayName: ${name}
  owner: group:default/founders
`;
}

/** A cache's file. */
export function cacheYaml(name: string, spec = 'size: micro'): string {
  return `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XDragonfly
metadata:
  name: ${name}
  namespace: acme
spec:
  ${spec}
`;
}

/** A database's file, with the protection that stateful claims carry. */
export function databaseYaml(
  name: string,
  options: { storageGB?: number; annotations?: string } = {},
): string {
  const {
    storageGB = 20,
    annotations = 'argocd.argoproj.io/sync-options: Prune=false,Delete=false',
  } = options;
  return `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XPostgres
metadata:
  name: ${name}
  namespace: acme
  annotations:
    ${annotations}
spec:
  storageGB: ${storageGB}
`;
}

/** Path of {@link cacheYaml}. */
export const cachePath = (name: string) =>
  `tenants/acme/${name}/xdragonfly.yaml`;

/** Path of {@link databaseYaml}. */
export const databasePath = (name: string) =>
  `tenants/acme/${name}/xpostgres.yaml`;

/** A platform with one tenant, a cache and a database. */
export const platformFiles: Record<string, string> = {
  ...definitionFiles,
  'README.md': '# Platform\n',
  'docs/index.md': '# Platform\n',
  'docs/runbooks/restore.md': '# Restore\n',
  'tenants/acme/tenant.yaml': tenantYaml('acme'),
  [cachePath('sessions')]: cacheYaml('sessions'),
  [databasePath('orders')]: databaseYaml('orders'),
};
