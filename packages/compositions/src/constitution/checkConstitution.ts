import { Environment } from '../environment/Environment';
import { Claim, Composition } from '../types';
import { ConstitutionRule, ConstitutionViolation } from './ConstitutionRule';
import { eventServices } from './eventServices';
import { eventStreams } from './eventStreams';
import { agents } from './agents';
import { isolation } from './isolation';
import { postgresAlertRules } from './postgresAlertRules';
import { postgresArchive } from './postgresArchive';
import { postgresReplication } from './postgresReplication';
import { protection } from './protection';
import { secrets } from './secrets';
import { tenancy } from './tenancy';
import { workloads } from './workloads';

/** Every promise of the platform that a composition can keep or break, by subject. */
export const constitution: readonly ConstitutionRule[] = [
  ...postgresReplication,
  ...postgresArchive,
  ...postgresAlertRules,
  ...protection,
  ...secrets,
  ...isolation,
  ...workloads,
  ...eventStreams,
  ...eventServices,
  ...tenancy,
  ...agents,
];

/**
 * Checks what a claim becomes against every promise of the platform.
 *
 * @remarks
 * It does not trust `compose()`: a mistake there shows up here as a breach.
 *
 * @param claim - With its defaults applied.
 * @returns The breaches in the order of the rules; none when every promise is kept.
 */
export function checkConstitution(
  claim: Claim,
  composition: Composition,
  environment: Environment,
): ConstitutionViolation[] {
  return constitution.flatMap(({ id, check }) =>
    check(claim, composition, environment).map(message => ({
      rule: id,
      message,
    })),
  );
}
