/** Kinds of claims that run code and are therefore Components; every other kind is a Resource. */
const COMPONENT_KINDS = new Set([
  'XWebService',
  'XEventDrivenService',
  'XAgent',
]);

/** Where a claim stands in the catalog. */
export interface ClaimRef {
  kind: string;
  tenant: string;
  name: string;
}

/** Returns the entity kind of a kind of claim. */
export function claimEntityKind(kind: string): 'Component' | 'Resource' {
  return COMPONENT_KINDS.has(kind) ? 'Component' : 'Resource';
}

/** Returns the entity name of a claim: `<kind in lower case>-<claim>`. */
export function claimEntityName(ref: ClaimRef): string {
  return `${ref.kind.toLowerCase()}-${ref.name}`;
}

/** Returns the entity ref of a claim, such as `resource:acme/xpostgres-orders-db`. */
export function claimEntityRef(ref: ClaimRef): string {
  return `${claimEntityKind(ref.kind).toLowerCase()}:${
    ref.tenant
  }/${claimEntityName(ref)}`;
}

/** Returns the entity ref of a platform component. */
export function componentRef(name: string): string {
  return `component:default/${name}`;
}

/** Returns the entity ref of the API of a lego, such as `api:default/xpostgres`. */
export function legoRef(kind: string): string {
  return `api:default/${kind.toLowerCase()}`;
}

/** Returns the entity ref of the group that owns everything of a tenant. */
export function tenantGroupRef(tenant: string): string {
  return `group:default/${tenant}`;
}

/** Returns the entity ref of the system that holds the workloads of a tenant. */
export function tenantSystemRef(tenant: string): string {
  return `system:${tenant}/workloads`;
}

/** The group that owns the platform itself. */
export const FOUNDERS_REF = 'group:default/founders';

/** The Component that carries the one documentation site. */
export const HANDBOOK_REF = 'component:default/zerotouch';
