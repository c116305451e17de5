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
