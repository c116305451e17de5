/**
 * Where a claim's file is written: `tenants/<tenant>/<claim>/<kind>.yaml`, the kind in lower case; a tenant's own file is
 * `tenants/<tenant>/tenant.yaml`. Readers find claims anywhere by content.
 */
export function claimPath(claim: {
  kind: string;
  tenant: string;
  name: string;
}): string {
  return claim.kind === 'XTenant'
    ? `tenants/${claim.name}/tenant.yaml`
    : `tenants/${claim.tenant}/${claim.name}/${claim.kind.toLowerCase()}.yaml`;
}
