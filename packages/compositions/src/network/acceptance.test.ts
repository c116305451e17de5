/**
 * Who may talk to whom in the tenant acme, whole: every edge is listed, so one more or one less fails. The tenant runs a product of every
 * kind of claim, all from its files in this repository.
 */
import { checkConstitution } from '../constitution/checkConstitution';
import {
  definitionOf,
  environmentOf,
  readRepository,
} from '../__testing__/repository';
import { applyDefaults } from '../definition/applyDefaults';
import { checkQuota } from '../tree/checkQuota';
import { composeTree } from '../tree/composeTree';
import { readPlatformTree } from '../tree/readPlatformTree';
import { KubernetesObject } from '../types';
import { validateParsedClaim } from '../validation/validateClaim';
import { computeNetwork, networkOfTenant } from './computeNetwork';

const tree = readPlatformTree([
  ...readRepository('platform'),
  ...readRepository('tenants'),
]);
const composed = composeTree(tree);
const objects = composed.flatMap(({ composition }) =>
  Object.values(composition.resources).map(({ object }) => object),
);

const SHORT: [RegExp, string][] = [
  [/^acme\/\*$/, 'other'],
  [/^acme\/x[a-z]+-/, ''],
  [/^platform\/kube-system\/k8s-app=kube-dns$/, 'dns'],
  [/^platform\/kagent\/.*=controller$/, 'kagent'],
  [/^platform\/entity\//, ''],
  [/^platform\//, ''],
  [/^outside\//, ''],
];

function short(id: string): string {
  return SHORT.reduce((text, [from, to]) => text.replace(from, to), id);
}

/** One line an edge: sender, receiver, ports. */
function matrixOf(all: KubernetesObject[]): string[] {
  return networkOfTenant(computeNetwork(all), 'acme')
    .edges.map(
      ({ from, to, ports }) =>
        `${short(from)} > ${short(to)} ${ports
          .map(port => port.replace('/TCP', ''))
          .join(' ')}`,
    )
    .sort();
}

const services = ['storefront', 'orders-api'];
/** What the workloads of the tenant have in common; databases, caches and agents have not. */
const common = [...services, 'fulfilment', 'other'].flatMap(name => [
  `${name} > dns 53 53/UDP`,
  `${name} > internet any`,
  `${name} > nats 4222`,
  ...services.map(service => `${name} > ${service} 8080`),
]);
const expected = [
  ...common,
  'ingress > storefront 8080',
  'storefront > orders-db 5432',
  'storefront > session-cache 6379',
  'orders-api > orders-db 5432',
  'monitoring > orders-api 9090',
  'fulfilment > orders-db 5432',
  'orders-db > dns 53 53/UDP',
  'orders-db > kube-apiserver any',
  'orders-db > orders-db 5432 8000',
  'orders-db > s3.eu-central-1.amazonaws.com 443',
  'orders-db > zerotouch-prod-backup.s3.amazonaws.com 443',
  'orders-db > zerotouch-prod-backup.s3.eu-central-1.amazonaws.com 443',
  'cnpg-system > orders-db 5432 8000',
  'monitoring > orders-db 9187',
  'session-cache > dns 53 53/UDP',
  'session-cache > session-cache 6379 9999',
  'dragonfly-operator-system > session-cache 6379 9999',
  'monitoring > session-cache 9999',
  'support > dns 53 53/UDP',
  'support > api.openai.com 443',
  'support > backstage 7007',
  'support > kagent 8083',
  'kagent > support 8080',
].sort();

it('is exactly what the claims ask for', () => {
  expect(matrixOf(objects)).toEqual(expected);
});

const policies = objects.filter(
  ({ kind, metadata }) =>
    kind === 'CiliumNetworkPolicy' && metadata.namespace === 'acme',
);

it('has a policy for every workload, and the walls', () => {
  expect(policies.map(({ metadata }) => metadata.name).sort()).toEqual([
    'fulfilment-worker',
    'orders-api',
    'orders-db-pg',
    'session-cache-df',
    'storefront',
    'support-agent',
    'tenant',
    'tenant.workloads',
  ]);
});

function without(name: string): KubernetesObject[] {
  return objects.filter(
    ({ kind, metadata }) =>
      kind !== 'CiliumNetworkPolicy' || metadata.name !== name,
  );
}

/** The worker takes no calls and reaches only what every workload of the tenant may: its own policy is a second wall behind the first. */
const second = ['fulfilment-worker'];

it.each(
  policies
    .map(({ metadata }) => metadata.name)
    .filter(name => !second.includes(name)),
)('is another one without the policy %s', name => {
  expect(matrixOf(without(name))).not.toEqual(expected);
});

it.each(second)('names the policy %s, which is a second wall', name => {
  const { edges } = computeNetwork(objects);
  expect(edges.some(edge => edge.policies.includes(`acme/${name}`))).toBe(true);
  expect(matrixOf(without(name))).toEqual(expected);
});

it('opens nothing when the policy of the database is gone: the walls hold', () => {
  const added = matrixOf(without('orders-db-pg')).filter(
    edge => !expected.includes(edge),
  );
  expect(added).toEqual([]);
});

it('lets nobody from another tenant in, or out to one', () => {
  const { nodes } = networkOfTenant(computeNetwork(objects), 'acme');
  expect(nodes.filter(({ tenant }) => tenant && tenant !== 'acme')).toEqual([]);
});

it('is a product of every kind of claim that a tenant can have', () => {
  const kinds = tree.claims
    .filter(({ tenant }) => tenant === 'acme')
    .map(({ claim }) => claim.kind);
  expect([...new Set(kinds)].sort()).toEqual(
    [...tree.definitions.keys()].sort(),
  );
});

it('is valid, fits its quota and keeps every promise', () => {
  expect(
    tree.claims.flatMap(parsed =>
      validateParsedClaim({ parsed, tree }).findings.filter(
        ({ severity }) => severity === 'error',
      ),
    ),
  ).toEqual([]);
  expect(checkQuota(tree)).toEqual([]);
  expect(composed).toHaveLength(tree.claims.length);
  for (const { parsed, composition } of composed) {
    const { claim } = parsed;
    expect(
      checkConstitution(
        applyDefaults(claim, definitionOf(tree, claim.kind)),
        composition,
        environmentOf(tree),
      ),
    ).toEqual([]);
  }
});
