import { stringAt, valueAt } from '../document/plain';
import { Claim, Composition } from '../types';
import {
  ConstitutionRule,
  describe,
  expectValue,
  listAt,
  objectsOfKind,
} from './ConstitutionRule';

const WORKLOADS = new Set(['XWebService', 'XEventDrivenService']);
const NATS_PORT = '4222';

/** Where workloads may go, and by what they are scaled. */
export const eventServices: ConstitutionRule[] = [
  {
    id: 'named-egress',
    sentence:
      'The policy of a workload opens the way only to what its claim names; to NATS only when it names a stream.',
    check: egressBreaches,
  },
  {
    id: 'own-lag',
    sentence: "A service is scaled by the messages of its own tenant's stream.",
    check: (claim, composition) =>
      objectsOfKind(composition, 'ScaledObject')
        .flatMap(scaler => listAt(scaler.spec, 'triggers'))
        .filter(trigger => valueAt(trigger, 'type') === 'nats-jetstream')
        .flatMap(trigger => {
          const tenant = claim.metadata.namespace ?? '';
          const stream = stringAt(trigger, 'metadata', 'stream') ?? '';
          return [
            ...expectValue(
              'The account that the scaler looks at',
              stringAt(trigger, 'metadata', 'account'),
              tenant,
            ),
            ...(stream.startsWith(`${tenant.toUpperCase()}_`)
              ? []
              : [
                  `The scaler looks at "${stream}", a stream of somebody else.`,
                ]),
          ];
        }),
  },
];

function egressBreaches(claim: Claim, composition: Composition): string[] {
  if (!WORKLOADS.has(claim.kind)) {
    return [];
  }
  const streams =
    valueAt(claim.spec, 'stream') !== undefined ||
    listAt(claim.spec, 'streams').length > 0;
  const token = valueAt(claim.spec, 'security', 'apiToken') === true;
  return objectsOfKind(composition, 'CiliumNetworkPolicy').flatMap(policy => {
    const rules = listAt(policy.spec, 'egress');
    const entities = rules.flatMap(rule => listAt(rule, 'toEntities'));
    return [
      ...rules
        .filter(
          rule =>
            ['toCIDR', 'toCIDRSet', 'toFQDNs'].some(
              field => valueAt(rule, field) !== undefined,
            ) || listAt(rule, 'toEndpoints').some(isEverything),
        )
        .map(() => `${describe(policy)} opens the way to everything.`),
      ...entities
        .filter(entity => !token || entity !== 'kube-apiserver')
        .map(entity => `${describe(policy)} opens the way to "${entity}".`),
      ...(streams || !rules.some(opensNats)
        ? []
        : [`${describe(policy)} opens the way to NATS without a stream.`]),
    ];
  });
}

function isEverything(selector: unknown): boolean {
  return Object.keys(Object(valueAt(selector, 'matchLabels'))).length === 0;
}

function opensNats(rule: unknown): boolean {
  return listAt(rule, 'toPorts')
    .flatMap(ports => listAt(ports, 'ports'))
    .some(port => stringAt(port, 'port') === NATS_PORT);
}
