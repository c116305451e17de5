/** Kinds of claims that run code and are therefore Components; every other kind is a Resource. */
const COMPONENT_KINDS = new Set([
  'XWebService',
  'XEventDrivenService',
  'XAgent',
]);

/** A claim, as the catalog tells it from others. */
export interface ClaimRef {
  /** Kind of the platform API, such as `XPostgres`. */
  kind: string;
  /** Bare name of the tenant. */
  tenant: string;
  /** `metadata.name` of the claim. */
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
  const kind = claimEntityKind(ref.kind).toLowerCase();
  return `${kind}:${ref.tenant}/${claimEntityName(ref)}`;
}
