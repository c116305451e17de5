import type { ClaimSummary } from '@zerotouch/plugin-gitops-common';

/** A tenant with its claims, without the one that makes the tenant itself. */
export interface TenantClaims {
  name: string;
  claims: ClaimSummary[];
}

const TENANT_KIND = 'XTenant';

/** Groups claims by tenant, both sorted by name. A tenant without claims is listed as well. */
export function toTenants(claims: ClaimSummary[]): TenantClaims[] {
  const tenants = new Map<string, ClaimSummary[]>();
  for (const claim of claims) {
    const isTenant = claim.kind === TENANT_KIND;
    const tenant = isTenant ? claim.name : claim.tenant;
    const own = tenants.get(tenant) ?? [];
    tenants.set(tenant, own);
    if (!isTenant) {
      own.push(claim);
    }
  }
  return [...tenants]
    .map(([name, own]) => ({
      name,
      claims: own.sort((a, b) => a.name.localeCompare(b.name)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
