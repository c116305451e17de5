import { checkQuota } from '@zerotouch/compositions';
import { Check } from './Check';
import { toFinding } from './checkClaims';

/** The claims of every tenant fit into its quota. */
export const checkTenantQuota: Check = {
  id: 'quota',
  promise:
    'The claims of every tenant fit into its quota at their greatest scale.',
  run: ({ tree }) =>
    checkQuota(tree).map(({ path, finding }) => toFinding(path, finding)),
};
