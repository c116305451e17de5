import {
  cpSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { projectDir } from '../lib/project.mjs';

const keep =
  '  annotations:\n    argocd.argoproj.io/sync-options: Prune=false,Delete=false\n';
const image = `registry.example.com/app:1.0.0@sha256:${'0'.repeat(64)}`;
/** What every tenant of the generated repository has, besides itself: 19 claims of every kind, with references between them. */
const perTenant = [
  ...['orders', 'users', 'billing'].map(name => [
    'XPostgres',
    `${name}-db`,
    keep,
    '  databases:\n    - name: main\n  storageGB: 40\n',
  ]),
  ...['sessions', 'pages', 'limits'].map(name => [
    'XDragonfly',
    name,
    '',
    '  size: micro\n',
  ]),
  ...['events', 'audit'].map(name => [
    'XEventStream',
    name,
    keep,
    `  subjects: [TENANT.${name}.>]\n  maxBytes: 134217728\n  consumers:\n    - name: ship\n    - name: bill\n    - name: mail\n`,
  ]),
  ...['shop', 'api', 'admin', 'search', 'help', 'blog'].map(name => [
    'XWebService',
    name,
    '',
    `  image: ${image}\n  size: micro\n  exposure: public\n  database: { claim: orders-db, name: main }\n  cache: { claim: sessions }\n  scaling: { min: 1, max: 2 }\n  env: { LOG_LEVEL: info }\n  secrets:\n    - { env: API_KEY, key: api }\n`,
  ]),
  ...['ship', 'bill', 'mail'].map(name => [
    'XEventDrivenService',
    name,
    '',
    `  image: ${image}\n  size: micro\n  stream: { claim: events, consumer: ${name} }\n  publishTo:\n    - claim: audit\n  scaling: { max: 2 }\n`,
  ]),
  ...['support', 'triage'].map(name => [
    'XAgent',
    name,
    '',
    '  description: Answers questions.\n  prompt: Answer in one paragraph.\n  size: micro\n',
  ]),
];

/** Claims of one generated tenant, itself included. */
export const claimsPerTenant = perTenant.length + 1;

/** Writes a platform repository: this checkout's, with generated tenants beside its own. */
export function writePlatformTree(root, tenants) {
  for (const name of readdirSync(projectDir)) {
    if (['bootstrap', 'platform', 'docs', 'tenants'].includes(name)) {
      cpSync(join(projectDir, name), join(root, name), { recursive: true });
    } else if (
      !['.git', '.data', '.zerotouch', 'node_modules'].includes(name)
    ) {
      // Documents name files of the whole checkout.
      symlinkSync(join(projectDir, name), join(root, name));
    }
  }
  for (let index = 0; index < tenants; index += 1) {
    writeTenant(root, `tenant${index}`);
  }
}

function writeTenant(root, tenant) {
  writeClaim(join(root, 'tenants', tenant, 'tenant.yaml'), {
    kind: 'XTenant',
    name: tenant,
    metadata: keep,
    spec: `  displayName: ${tenant}\n  owner: group:default/founders\n  quota: { cpu: 256, memoryGi: 1024, storageGi: 20000, pods: 500 }\n`,
  });
  for (const [kind, name, metadata, spec] of perTenant) {
    const file = join(
      root,
      'tenants',
      tenant,
      name,
      `${kind.toLowerCase()}.yaml`,
    );
    writeClaim(file, {
      kind,
      name,
      metadata: `  namespace: ${tenant}\n${metadata}`,
      spec: spec.replace('TENANT', tenant),
    });
  }
}

function writeClaim(file, { kind, name, metadata, spec }) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    `apiVersion: platform.zerotouch.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${metadata}spec:\n${spec}`,
  );
}
