import { Check } from './Check';
import { checkClaims } from './checkClaims';
import { checkDocs } from './checkDocs';
import { checkGenerated } from './checkGenerated';
import { checkPromises } from './checkPromises';
import { checkPrompts } from './checkPrompts';
import { checkReachable } from './checkReachable';
import { checkRevisions } from './checkRevisions';
import { checkSchemas } from './checkSchemas';
import { checkSecrets } from './checkSecrets';
import { checkTenancy } from './checkTenancy';
import { checkTenantQuota } from './checkTenantQuota';

/** Every rule that `zt validate` runs, in this order. */
export const checks: Check[] = [
  checkClaims,
  checkTenantQuota,
  checkPromises,
  checkPrompts,
  checkSchemas,
  checkSecrets,
  checkRevisions,
  checkReachable,
  checkTenancy,
  checkGenerated,
  checkDocs,
];
