import { stringAt, valueAt } from '../document/plain';
import { isFrozenKey } from '../resourceKeys';
import { Claim, Composition, KubernetesObject } from '../types';
import {
  ConstitutionRule,
  describe,
  expectValue,
  listAt,
  objectsOf,
  objectsOfKind,
} from './ConstitutionRule';

const CLUSTER_SCOPED = new Set([
  'ClusterSecretStore',
  'ClusterUsage',
  'Namespace',
]);
const WORKLOADS = new Set(['Cluster', 'Deployment', 'Dragonfly', 'Agent']);
/** Senders that are not a workload somebody chose. */
const EVERYBODY = new Set(['all', 'world', 'cluster', 'unmanaged']);

/** Where objects lie and who may talk to them. */
export const isolation: ConstitutionRule[] = [
  {
    id: 'frozen-keys',
    sentence: 'Every object is composed under a frozen key.',
    check: (claim, composition) =>
      Object.keys(composition.resources)
        .filter(key => !isFrozenKey(claim.kind, key))
        .map(key => `The key "${key}" is not a frozen key of ${claim.kind}.`),
  },
  {
    id: 'own-namespace',
    sentence:
      'A claim composes objects in its own namespace only; the tenant alone composes the objects around it.',
    check: namespaceBreaches,
  },
  {
    id: 'walled-workloads',
    sentence:
      'Every workload has a network policy that names whom it lets in and where it may go.',
    check: (_, composition) =>
      objectsOf(composition)
        .filter(({ kind }) => WORKLOADS.has(kind))
        .flatMap(workload => wallBreaches(workload, composition)),
  },
  {
    id: 'data-by-label',
    sentence:
      'A database or cache lets in only workloads that carry its access label, its operator, its own instances and Prometheus.',
    check: (claim, composition) =>
      ['XPostgres', 'XDragonfly'].includes(claim.kind)
        ? objectsOfKind(composition, 'CiliumNetworkPolicy')
            .flatMap(policy => listAt(policy.spec, 'ingress'))
            .flatMap(rule => listAt(rule, 'fromEndpoints'))
            .filter(
              selector =>
                Object.keys(Object(valueAt(selector, 'matchLabels'))).length ===
                0,
            )
            .map(() => 'The data is open to every pod of the namespace.')
        : [],
  },
  {
    id: 'public-when-asked',
    sentence:
      'Nothing is reachable from the internet unless its claim says so.',
    check: (claim, composition) =>
      valueAt(claim.spec, 'exposure') === 'public'
        ? []
        : objectsOf(composition).flatMap(publicBreaches),
  },
];

function namespaceBreaches(claim: Claim, composition: Composition): string[] {
  const tenant =
    claim.kind === 'XTenant' ? claim.metadata.name : claim.metadata.namespace;
  return objectsOf(composition).flatMap(object => {
    const cluster = CLUSTER_SCOPED.has(object.kind);
    return [
      ...expectValue(
        `metadata.namespace of ${describe(object)}`,
        object.metadata.namespace,
        cluster ? undefined : tenant,
      ),
      ...(cluster && claim.kind !== 'XTenant'
        ? [`${describe(object)} belongs to the whole cluster.`]
        : []),
    ];
  });
}

function wallBreaches(
  workload: KubernetesObject,
  composition: Composition,
): string[] {
  const policies = objectsOfKind(composition, 'CiliumNetworkPolicy').filter(
    policy => policy.metadata.name === workload.metadata.name,
  );
  const [policy] = policies;
  if (!policy) {
    return [`${describe(workload)} has no network policy.`];
  }
  const labels = Object(
    valueAt(policy.spec, 'endpointSelector', 'matchLabels'),
  );
  return [
    ...(Object.keys(labels).length === 0
      ? [`${describe(policy)} selects no workload by its labels.`]
      : []),
    ...['ingress', 'egress']
      .filter(side => listAt(policy.spec, side).length === 0)
      .map(side => `${describe(policy)} does not limit ${side}.`),
    ...listAt(policy.spec, 'ingress')
      .flatMap(rule => listAt(rule, 'fromEntities'))
      .filter(entity => EVERYBODY.has(String(entity)))
      .map(entity => `${describe(policy)} lets in "${entity}".`),
  ];
}

function publicBreaches(object: KubernetesObject): string[] {
  const type = stringAt(object.spec, 'type');
  const open = listAt(object.spec, 'ingress').some(rule =>
    listAt(rule, 'fromEntities').includes('ingress'),
  );
  const routed =
    object.kind === 'HTTPRoute' ||
    (object.kind === 'Service' && type !== 'ClusterIP') ||
    (object.kind === 'CiliumNetworkPolicy' && open);
  return routed ? [`${describe(object)} opens the way from outside.`] : [];
}
