import { valueAt } from '../document/plain';
import { Claim, Composition } from '../types';
import { ConstitutionRule, expectValue, objectAt } from './ConstitutionRule';

/** Whether a claim is a database whose data must survive. */
export function isDurable(claim: Claim): boolean {
  return claim.kind === 'XPostgres' && claim.spec.dataClass !== 'ephemeral';
}

function clusterFields(
  claim: Claim,
  composition: Composition,
  fields: [path: string[], expected: unknown][],
): string[] {
  const spec = objectAt(composition, 'cluster')?.spec;
  return isDurable(claim)
    ? fields.flatMap(([path, expected]) =>
        expectValue(
          `spec.${path.join('.')} of the Cluster`,
          valueAt(spec, ...path),
          expected,
        ),
      )
    : [];
}

/** How many copies of the data there are, and when a write counts as written. */
export const postgresReplication: ConstitutionRule[] = [
  {
    id: 'postgres-three-instances',
    sentence: 'A durable database has three instances.',
    check: (claim, composition) =>
      clusterFields(claim, composition, [[['instances'], 3]]),
  },
  {
    id: 'postgres-quorum',
    sentence:
      'A write is acknowledged only when a standby has it, and a failover never loses an acknowledged one.',
    check: (claim, composition) => {
      const synchronous = ['postgresql', 'synchronous'];
      return clusterFields(claim, composition, [
        [[...synchronous, 'method'], 'any'],
        [[...synchronous, 'number'], 1],
        [[...synchronous, 'dataDurability'], 'required'],
        [[...synchronous, 'failoverQuorum'], true],
      ]);
    },
  },
  {
    id: 'postgres-spread',
    sentence:
      'Where there are several nodes, no two instances of a database share one.',
    check: (claim, composition, { topology }) =>
      topology === 'multi'
        ? clusterFields(claim, composition, [
            [['affinity', 'enablePodAntiAffinity'], true],
            [['affinity', 'podAntiAffinityType'], 'required'],
          ])
        : [],
  },
  {
    id: 'postgres-no-superuser',
    sentence: 'Nobody gets the password of the superuser of a database.',
    check: (claim, composition) =>
      claim.kind === 'XPostgres'
        ? expectValue(
            'spec.enableSuperuserAccess of the Cluster',
            valueAt(
              objectAt(composition, 'cluster')?.spec,
              'enableSuperuserAccess',
            ),
            false,
          )
        : [],
  },
];
