import { KubernetesObject } from '../types';
import { computeNetwork, networkOfTenant } from './computeNetwork';

const namespace = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

const service = (name: string, tenant = 'acme'): KubernetesObject => {
  const labels = {
    'platform.zerotouch.dev/claim': name,
    'platform.zerotouch.dev/kind': 'xwebservice',
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: tenant, labels },
    spec: { template: { metadata: { labels: { app: name } } } },
  };
};

const policy = (
  name: string,
  spec: Record<string, unknown>,
  tenant = 'acme',
): KubernetesObject => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name, namespace: tenant },
  spec: { endpointSelector: {}, ...spec },
});

const pods = (...names: string[]) =>
  names.map(app => ({ matchLabels: { app } }));
const ports = (...numbers: number[]) => [
  {
    ports: numbers.map(port => ({ port: String(port), protocol: 'TCP' })),
  },
];
const closed = { ingress: [{}], egress: [{}] };

function edges(...objects: KubernetesObject[]): string[] {
  return computeNetwork(objects).edges.map(
    ({ from, to, ports: open }) => `${from} > ${to} ${open.join(' ')}`,
  );
}

const shop = 'acme/xwebservice-shop';
const api = 'acme/xwebservice-api';

it('leaves open what no policy selects', () => {
  expect(edges(service('shop'), service('api'))).toEqual([
    `${api} > ${api} any`,
    `${api} > ${shop} any`,
    `${shop} > ${api} any`,
    `${shop} > ${shop} any`,
  ]);
});

it('closes both directions by empty rules, and none by an empty list', () => {
  expect(edges(service('shop'), policy('walls', closed))).toEqual([]);
  expect(
    edges(service('shop'), policy('nothing', { ingress: [], egress: [] })),
  ).toEqual([`${shop} > ${shop} any`]);
});

it('needs the consent of both ends, and of both the same port', () => {
  const from = policy('shop', {
    endpointSelector: pods('shop')[0],
    egress: [{ toEndpoints: pods('api'), toPorts: ports(80, 8080) }],
  });
  const into = policy('api', {
    endpointSelector: pods('api')[0],
    ingress: [{ fromEndpoints: pods('shop'), toPorts: ports(9000, 8080) }],
  });
  const both = [service('shop'), service('api'), policy('walls', closed)];
  expect(edges(...both, from)).toEqual([]);
  expect(edges(...both, into)).toEqual([]);
  expect(edges(...both, from, into)).toEqual([`${shop} > ${api} 8080/TCP`]);
});

it('names the policies that allow a connection, each once', () => {
  const [edge] = computeNetwork([
    service('shop'),
    policy('walls', closed),
    policy('open', {
      ingress: [{ fromEndpoints: [{}] }],
      egress: [{ toEndpoints: [{}] }],
    }),
  ]).edges;
  expect(edge.policies).toEqual(['acme/open']);
  expect(edge.reason).toBe('its own instances');
});

it('confines a selector without a namespace to its own', () => {
  const objects = [
    namespace('acme'),
    namespace('globex'),
    service('shop'),
    policy('walls', closed),
    policy('walls', closed, 'globex'),
    policy('in', { ingress: [{ fromEndpoints: [{}] }] }),
    policy('out', { egress: [{ toEndpoints: [{}] }] }, 'globex'),
  ];
  expect(edges(...objects)).toEqual([]);
});

it('shows pods of the platform, the gateway, host names and the internet', () => {
  const monitoring = {
    matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'monitoring' },
  };
  const { nodes, edges: found } = computeNetwork([
    namespace('acme'),
    service('shop'),
    policy('walls', closed),
    policy('shop', {
      endpointSelector: pods('shop')[0],
      ingress: [
        { fromEndpoints: [monitoring], toPorts: ports(9000) },
        { fromEntities: ['ingress'], toPorts: ports(8080) },
      ],
      egress: [
        { toFQDNs: [{ matchName: 'api.example.com' }], toPorts: ports(443) },
        {
          toCIDRSet: [{ cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] }],
        },
      ],
    }),
  ]);
  expect(nodes).toEqual([
    {
      id: 'acme/*',
      type: 'tenant',
      title: 'Any other pod of acme',
      tenant: 'acme',
    },
    {
      id: shop,
      type: 'claim',
      title: 'shop',
      tenant: 'acme',
      claim: { kind: 'XWebService', name: 'shop' },
    },
    {
      id: 'outside/api.example.com',
      type: 'outside',
      title: 'api.example.com',
    },
    { id: 'outside/internet', type: 'outside', title: 'Internet' },
    { id: 'platform/entity/ingress', type: 'platform', title: 'Gateway' },
    { id: 'platform/monitoring', type: 'platform', title: 'Prometheus' },
  ]);
  expect(
    found.map(({ from, to, ports: open, reason }) => [from, to, open, reason]),
  ).toEqual([
    [
      shop,
      'outside/api.example.com',
      ['443/TCP'],
      'a host that the claim needs',
    ],
    [shop, 'outside/internet', ['any'], 'the tenant may reach the internet'],
    [
      'platform/entity/ingress',
      shop,
      ['8080/TCP'],
      'public requests through the gateway',
    ],
    [
      'platform/monitoring',
      shop,
      ['9000/TCP'],
      'the platform watches and operates it',
    ],
  ]);
});

it('heeds policies of the platform that are among the objects', () => {
  const nats = {
    matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'nats' },
  };
  const objects = [
    service('shop'),
    policy('out', { egress: [{ toEndpoints: [nats], toPorts: ports(4222) }] }),
  ];
  const expected = `${shop} > platform/nats 4222/TCP`;
  expect(edges(...objects)).toContain(expected);
  expect(edges(...objects, policy('walls', closed, 'nats'))).not.toContain(
    expected,
  );
});

it.each([
  ['In', ['shop'], true],
  ['In', ['api'], false],
  ['NotIn', ['shop'], false],
  ['NotIn', ['api'], true],
  ['Exists', [], true],
  ['DoesNotExist', [], false],
  ['Like', ['shop'], false],
])('understands the operator %s %j', (operator, values, selected) => {
  const matchExpressions = [{ key: 'k8s:app', operator, values }];
  const walls = policy('walls', {
    endpointSelector: { matchExpressions },
    ...closed,
  });
  expect(edges(service('shop'), walls)).toHaveLength(selected ? 0 : 1);
});

it('shows one tenant with those that it may talk to', () => {
  const matrix = computeNetwork([
    namespace('acme'),
    namespace('globex'),
    service('shop'),
    service('ledger', 'globex'),
    policy('walls', closed),
    policy('walls', closed, 'globex'),
    policy('in', { ingress: [{ fromEntities: ['ingress'] }] }),
  ]);
  const { nodes, edges: found } = networkOfTenant(matrix, 'acme');
  expect(nodes.map(({ id }) => id)).toEqual([
    'acme/*',
    shop,
    'platform/entity/ingress',
  ]);
  expect(found.map(({ to }) => to)).toEqual(['acme/*', shop]);
  expect(networkOfTenant(matrix, 'initech')).toEqual({ nodes: [], edges: [] });
});

it.each([
  ['denials', { ingressDeny: [{ fromEndpoints: [{}] }] }, 'ingressDeny'],
  ['groups of a cloud', { ingress: [{ fromGroups: [] }] }, 'fromGroups'],
  [
    'expressions on namespaces',
    {
      ingress: [
        {
          fromEndpoints: [
            {
              matchExpressions: [
                {
                  key: 'k8s:io.kubernetes.pod.namespace',
                  operator: 'Exists',
                },
              ],
            },
          ],
        },
      ],
    },
    'k8s:io.kubernetes.pod.namespace',
  ],
])('refuses to guess what %s mean', (_, spec, field) => {
  expect(() => computeNetwork([service('shop'), policy('odd', spec)])).toThrow(
    `The policy "acme/odd" uses "${field}", which the network matrix does not understand`,
  );
});
