import { NotFoundError } from '@backstage/errors';
import { quotaUse } from '@zerotouch/compositions';
import {
  TenantFootprint,
  claimEntityRef,
} from '@zerotouch/plugin-gitops-common';
import { Platform } from '../platform/Platform';

/** What the claims of a tenant request against its quota. @throws NotFoundError when there is no such tenant. */
export function describeFootprint(
  { sha, tree }: Platform,
  tenant: string,
): TenantFootprint {
  const use = quotaUse(tree, tenant);
  if (!use) {
    throw new NotFoundError(
      `There is no tenant "${tenant}"; choose one of ${tree.tenants.join(
        ', ',
      )}.`,
    );
  }
  return {
    sha,
    ...use,
    claims: use.claims.map(claim => ({
      ...claim,
      entityRef: claimEntityRef({ ...claim, tenant }),
    })),
  };
}
