import { createTestTree } from '../__testing__/repository';
import { claimPath } from '../claimPath';
import { validateClaim } from '../validation/validateClaim';
import { createClaim } from './createClaim';
import { parseClaimText } from './parseClaimText';
import { renderClaimYaml } from './renderClaimYaml';

const tree = createTestTree();

function render(
  kind: string,
  spec: Record<string, unknown>,
  name = 'app-db',
): string {
  return renderClaimYaml(
    createClaim({ kind, tenant: 'acme', name, spec, tree }),
  );
}

it('writes a database that is kept when its file goes', () => {
  expect(render('XPostgres', { version: 17, size: 'medium' })).toBe(
    `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XPostgres
metadata:
  name: app-db
  namespace: acme
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
spec:
  size: medium
  version: 17
`,
  );
});

it('writes a tenant without a namespace', () => {
  expect(
    render(
      'XTenant',
      { displayName: 'Big', owner: 'group:default/big' },
      'big',
    ),
  ).toBe(
    `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XTenant
metadata:
  name: big
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
spec:
  displayName: Big
  owner: group:default/big
`,
  );
});

it('writes a cache without the annotation, and with it once it has snapshots', () => {
  expect(render('XDragonfly', {})).not.toContain('annotations');
  expect(
    render('XDragonfly', { snapshot: { schedule: '0 2 * * *' } }),
  ).toContain('Prune=false,Delete=false');
});

it('leaves out what a form fills in by itself', () => {
  const claim = createClaim({
    kind: 'XWebService',
    tenant: 'acme',
    name: 'shop',
    tree,
    spec: {
      image: 'ghcr.io/acme/shop:1',
      port: 8080,
      size: 'small',
      env: {},
      secrets: [],
      paths: [],
      health: { path: '/health', readyPath: '/ready', startupSeconds: 60 },
      scaling: { min: 2, max: 3, cpuPercent: 70 },
      metrics: { path: '/metrics' },
      initContainer: {},
      database: { claim: 'orders-db', name: 'app' },
    },
  });
  expect(claim.spec).toEqual({
    image: 'ghcr.io/acme/shop:1',
    database: { claim: 'orders-db' },
    scaling: { min: 2 },
  });
});

it('orders the spec like the definition', () => {
  const { spec } = createClaim({
    kind: 'XPostgres',
    tenant: 'acme',
    name: 'app-db',
    tree,
    spec: { incarnation: 2, storageGB: 30, size: 'large' },
  });
  expect(Object.keys(spec)).toEqual(['size', 'storageGB', 'incarnation']);
});

it('keeps what it does not know, so that validation can name it', () => {
  expect(render('XPostgres', { storagegb: 5 })).toContain('storagegb: 5');
});

it('names the kinds when there is no such kind', () => {
  expect(() =>
    createClaim({ kind: 'XQueue', tenant: 'acme', name: 'q', spec: {}, tree }),
  ).toThrow('There is no platform API "XQueue"; choose one of');
});

it.each([
  ['XPostgres', {}],
  ['XDragonfly', { snapshot: { schedule: '*/5 * * * *' } }],
  ['XWebService', { image: 'a@sha256:'.concat('0'.repeat(64)) }],
])('writes %s so that it reads the same and is valid', (kind, spec) => {
  const claim = createClaim({
    kind,
    tenant: 'acme',
    name: 'fresh',
    spec,
    tree,
  });
  const text = renderClaimYaml(claim);
  expect(parseClaimText(text).documents).toEqual([{ claim, findings: [] }]);
  const path = claimPath({ kind, tenant: 'acme', name: 'fresh' });
  expect(validateClaim({ text, path, tree }).findings).toEqual([]);
});

it.each([
  ['yes', 'no', '1', '0x1', 'null', 'a: b', '# x', ' x ', 'x\ny', '', '💥'],
])('writes awkward text so that it reads the same', (...values) => {
  const env = Object.fromEntries(
    values.map((value, index) => [`V${index}`, value]),
  );
  const claim = createClaim({
    kind: 'XWebService',
    tenant: 'acme',
    name: 'shop',
    spec: { image: 'app', env },
    tree,
  });
  const [{ claim: read }] = parseClaimText(renderClaimYaml(claim)).documents;
  expect(read?.spec.env).toEqual(env);
});

it.each([
  ['XPostgres', 'tenants/acme/app-db/xpostgres.yaml'],
  ['XTenant', 'tenants/app-db/tenant.yaml'],
])('lays %s at %s', (kind, path) => {
  expect(claimPath({ kind, tenant: 'acme', name: 'app-db' })).toBe(path);
});
