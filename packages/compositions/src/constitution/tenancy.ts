import { stringAt, valueAt } from '../document/plain';
import { Claim, Composition } from '../types';
import { tenantRefusals } from '../xtenant/refusals';
import {
  ConstitutionRule,
  describe,
  expectValue,
  listAt,
  objectAt,
  objectsOfKind,
} from './ConstitutionRule';

const ROLES = ['zerotouch-tenant-operate', 'zerotouch-tenant-view'];

function ofTenant(check: ConstitutionRule['check']): ConstitutionRule['check'] {
  return (claim, composition, environment) =>
    claim.kind === 'XTenant' ? check(claim, composition, environment) : [];
}

/** What keeps tenants apart, and away from the platform. */
export const tenancy: ConstitutionRule[] = [
  {
    id: 'tenant-walls',
    sentence:
      'Nothing reaches a tenant that its workloads do not let in, and a tenant reaches no other one and no private network.',
    check: ofTenant((_, composition) => wallBreaches(composition)),
  },
  {
    id: 'tenant-restricted',
    sentence: 'The namespace of a tenant refuses pods with special rights.',
    check: ofTenant((_, composition) =>
      expectValue(
        'The pod security level of the Namespace',
        objectAt(composition, 'namespace')?.metadata.labels?.[
          'pod-security.kubernetes.io/enforce'
        ],
        'restricted',
      ),
    ),
  },
  {
    id: 'tenant-quota',
    sentence:
      'A tenant uses no more than its quota, and opens no port of a node or balancer.',
    check: ofTenant((claim, composition) => quotaBreaches(claim, composition)),
  },
  {
    id: 'tenant-secrets',
    sentence:
      "A tenant's secret store shows only its own secrets, and only to its own namespace.",
    check: ofTenant((claim, composition, { env }) => {
      const { name } = claim.metadata;
      const store = objectAt(composition, 'secret-store')?.spec;
      return [
        ...expectValue(
          'The namespaces of the secret store',
          JSON.stringify(valueAt(store, 'conditions')),
          JSON.stringify([{ namespaces: [name] }]),
        ),
        ...expectValue(
          'The prefix of the secret store',
          stringAt(store, 'provider', 'aws', 'prefix'),
          `/zerotouch/${env}/${name}/`,
        ),
      ];
    }),
  },
  {
    id: 'tenant-rights',
    sentence: 'People of a tenant get one of two fixed roles, by group.',
    check: ofTenant((_, composition) =>
      objectsOfKind(composition, 'RoleBinding').flatMap(binding => [
        ...(ROLES.includes(stringAt(binding, 'roleRef', 'name') ?? '') &&
        stringAt(binding, 'roleRef', 'kind') === 'ClusterRole'
          ? []
          : [`${describe(binding)} gives a role that is not one of ours.`]),
        ...listAt(binding, 'subjects')
          .filter(subject => valueAt(subject, 'kind') !== 'Group')
          .map(() => `${describe(binding)} names somebody who is not a group.`),
      ]),
    ),
  },
  {
    id: 'tenant-adopts-nothing',
    sentence: 'A tenant never takes over a namespace of the platform.',
    check: ofTenant((claim, composition, environment) => [
      ...tenantRefusals({ name: claim.metadata.name, environment }).map(
        ({ message }) => message,
      ),
      ...expectValue(
        'The composed Namespace',
        objectAt(composition, 'namespace')?.metadata.name,
        claim.metadata.name,
      ),
    ]),
  },
];

function wallBreaches(composition: Composition): string[] {
  const walls = objectAt(composition, 'network-policy')?.spec;
  const workloadsPolicy = objectAt(
    composition,
    'network-policy-workloads',
  )?.spec;
  const policies = objectsOfKind(composition, 'CiliumNetworkPolicy');
  const egress = policies.flatMap(({ spec }) => listAt(spec, 'egress'));
  const cidrs = egress.flatMap(rule => listAt(rule, 'toCIDRSet'));
  const bare = egress.some(
    rule =>
      valueAt(rule, 'toEntities') !== undefined ||
      valueAt(rule, 'toCIDR') !== undefined,
  );
  const exposed = cidrs.some(
    entry =>
      stringAt(entry, 'cidr') === '0.0.0.0/0' &&
      ![
        '10.0.0.0/8',
        '169.254.0.0/16',
        '172.16.0.0/12',
        '192.168.0.0/16',
      ].every(range => listAt(entry, 'except').includes(range)),
  );
  return [
    ...expectValue(
      'The endpoints behind the walls',
      JSON.stringify(valueAt(walls, 'endpointSelector')),
      '{}',
    ),
    ...policies.flatMap(policy =>
      expectValue(
        `The ingress of ${describe(policy)}`,
        JSON.stringify(valueAt(policy.spec, 'ingress')),
        '[{}]',
      ),
    ),
    ...(listAt(walls, 'egress').length === 0 ? ['Egress is not limited.'] : []),
    ...(bare || exposed
      ? ['Egress reaches private networks and the metadata of the cloud.']
      : []),
    ...expectValue(
      'Who may go where workloads go',
      JSON.stringify(
        valueAt(workloadsPolicy, 'endpointSelector', 'matchExpressions'),
      ),
      JSON.stringify([
        {
          key: 'platform.zerotouch.dev/kind',
          operator: 'NotIn',
          values: ['xagent', 'xdragonfly'],
        },
        { key: 'cnpg.io/cluster', operator: 'DoesNotExist' },
      ]),
    ),
    ...(listAt(walls, 'egress').some(
      rule => stringAt(rule, 'toPorts', 0, 'ports', 0, 'port') !== '53',
    )
      ? ['The walls let every pod out, agents too, to more than names.']
      : []),
  ];
}

function quotaBreaches(claim: Claim, composition: Composition): string[] {
  const hard = valueAt(objectAt(composition, 'quota')?.spec, 'hard');
  const limit = (field: string, unit: string) =>
    `${valueAt(claim.spec, 'quota', field)}${unit}`;
  return [
    ['requests.cpu', limit('cpu', '')],
    ['requests.memory', limit('memoryGi', 'Gi')],
    ['requests.storage', limit('storageGi', 'Gi')],
    ['pods', limit('pods', '')],
    ['services.loadbalancers', '0'],
    ['services.nodeports', '0'],
  ].flatMap(([key, expected]) =>
    expectValue(`${key} of the ResourceQuota`, valueAt(hard, key), expected),
  );
}
