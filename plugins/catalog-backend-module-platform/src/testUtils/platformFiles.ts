/** A small but whole platform repository for tests: files by path. */
export const platformFiles: Record<string, string> = {
  'platform/01-foundation/cloudnative-pg/application.yaml': `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: cloudnative-pg
  annotations:
    platform.zerotouch.dev/title: CloudNativePG
    platform.zerotouch.dev/description: Runs every database.
    platform.zerotouch.dev/depends-on: crossplane, cert-manager
    platform.zerotouch.dev/docs: docs/runbooks/restore.md
spec:
  source: { repoURL: ghcr.io/x, chart: cloudnative-pg, targetRevision: 0.29.0 }
  destination: { namespace: cnpg-system }
`,
  'platform/01-foundation/crossplane/application.yaml': `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: crossplane }
spec: { destination: { namespace: crossplane-system } }
`,
  'platform/02-observability/robusta/application.yaml': `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: robusta }
`,
  'platform/04-apis/xtenant/definition.yaml': definition(
    'XTenant',
    'Cluster',
    `{ displayName: { type: string }, owner: { type: string } }`,
  ),
  'platform/04-apis/xpostgres/definition.yaml': definition(
    'XPostgres',
    'Namespaced',
    `{ storageGB: { type: integer, minimum: 10, default: 20 } }`,
  ),
  'platform/04-apis/xwebservice/definition.yaml': definition(
    'XWebService',
    'Namespaced',
    `{ image: { type: string }, database: { type: object, properties: { claim: { type: string } } } }`,
  ),
  'platform/04-apis/xpostgres/examples/minimal.yaml': database(
    'example',
    'example-db',
  ),
  'tenants/acme/tenant.yaml': tenant('acme', 'Acme'),
  'tenants/acme/orders-db/xpostgres.yaml': database('acme', 'orders-db'),
  'tenants/acme/shop/xwebservice.yaml': `
apiVersion: platform.zerotouch.dev/v1alpha1
kind: XWebService
metadata: { name: shop, namespace: acme }
spec:
  image: ghcr.io/acme/shop@sha256:${'0'.repeat(64)}
  database: { claim: orders-db }
`,
  'templates/xpostgres/template.yaml': `
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: { name: xpostgres, title: PostgreSQL database }
spec: { type: resource, owner: group:default/founders, steps: [], parameters: [] }
`,
};

/** The file of a database claim; `storageGB` may be anything, to make it invalid. */
export function database(
  tenantName: string,
  name: string,
  storageGB: string | number = 30,
): string {
  return `
apiVersion: platform.zerotouch.dev/v1alpha1
kind: XPostgres
metadata:
  name: ${name}
  namespace: ${tenantName}
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
spec:
  storageGB: ${storageGB}
`;
}

/** The file of a tenant. */
export function tenant(name: string, displayName: string): string {
  return `
apiVersion: platform.zerotouch.dev/v1alpha1
kind: XTenant
metadata:
  name: ${name}
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
spec:
  displayName: ${displayName}
  owner: user:default/founder
`;
}

/** Turns files by path into a list. */
export function toFiles(
  files: Record<string, string>,
): { path: string; content: string }[] {
  return Object.entries(files).map(([path, content]) => ({ path, content }));
}

function definition(kind: string, scope: string, properties: string): string {
  const plural = `${kind.toLowerCase()}s`;
  return `
apiVersion: apiextensions.crossplane.io/v2
kind: CompositeResourceDefinition
metadata:
  name: ${plural}.platform.zerotouch.dev
  annotations:
    platform.zerotouch.dev/title: A ${kind}
    platform.zerotouch.dev/description: Makes a ${kind}.
    platform.zerotouch.dev/group: Data
spec:
  scope: ${scope}
  group: platform.zerotouch.dev
  names: { kind: ${kind}, plural: ${plural} }
  versions:
    - name: v1alpha1
      served: true
      referenceable: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties: ${properties}
`;
}
