/**
 * Who may talk to whom, computed from the composed policies: a packet passes when the sender's policies let it out and the receiver's let it
 * in. What no policy selects is open, as in Cilium.
 */
import {
  createTestTree,
  definitionOf,
  environmentOf,
} from '../__testing__/repository';
import { applyDefaults } from '../definition/applyDefaults';
import { compose } from '../compose/compose';
import { isObject, valueAt } from '../document/plain';
import { Claim, KubernetesObject } from '../types';

const tree = createTestTree();
const environment = environmentOf(tree);

function objects(
  kind: string,
  name: string,
  namespace: string,
  spec: Record<string, unknown>,
): KubernetesObject[] {
  const claim: Claim = {
    apiVersion: 'platform.zerotouch.dev/v1alpha1',
    kind,
    metadata: { name, ...(kind === 'XTenant' ? {} : { namespace }) },
    spec,
  };
  const filled = applyDefaults(claim, definitionOf(tree, kind));
  return Object.values(compose(filled, {}, environment).resources).map(
    ({ object }) => object,
  );
}

const tenant = (name: string, egress: string) =>
  objects('XTenant', name, name, {
    displayName: name,
    owner: `group:default/${name}`,
    egress,
  });

const composed = [
  ...tenant('acme', 'internet'),
  ...tenant('globex', 'cluster'),
  ...objects('XPostgres', 'orders', 'acme', {}),
  ...objects('XDragonfly', 'cache', 'acme', {}),
  ...objects('XAgent', 'helper', 'acme', {
    description: 'Helps.',
    prompt: 'Help.',
  }),
  ...objects('XWebService', 'shop', 'acme', {
    image: 'app:1',
    exposure: 'public',
    database: { claim: 'orders' },
    cache: { claim: 'cache' },
    metrics: { port: 9000 },
  }),
  ...objects('XWebService', 'admin', 'acme', {
    image: 'app:1',
    security: { apiToken: true },
  }),
  ...objects('XWebService', 'cron', 'acme', {
    image: 'app:1',
    exposure: 'none',
  }),
  ...objects('XWebService', 'api', 'globex', {
    image: 'app:1',
    allowFrom: ['acme', 'kagent'],
  }),
];
const policies = composed.filter(({ kind }) => kind === 'CiliumNetworkPolicy');

/** A pod, or a place outside the cluster (an address) or of the cluster itself (an entity). */
interface Endpoint {
  namespace?: string;
  labels?: Record<string, string>;
  entity?: string;
  address?: string;
}

function podsOf(name: string, namespace: string): Endpoint {
  const deployment = composed.find(
    ({ kind, metadata }) =>
      kind === 'Deployment' &&
      metadata.name === name &&
      metadata.namespace === namespace,
  );
  const labels = valueAt(deployment?.spec, 'template', 'metadata', 'labels');
  return { namespace, labels: { ...Object(labels) } };
}

const endpoints: Record<string, Endpoint> = {
  shop: podsOf('shop', 'acme'),
  admin: podsOf('admin', 'acme'),
  cron: podsOf('cron', 'acme'),
  'globex api': podsOf('api', 'globex'),
  database: { namespace: 'acme', labels: { 'cnpg.io/cluster': 'orders-pg' } },
  cache: {
    namespace: 'acme',
    labels: { app: 'cache-df', 'platform.zerotouch.dev/kind': 'xdragonfly' },
  },
  agent: {
    namespace: 'acme',
    labels: {
      app: 'kagent',
      kagent: 'helper-agent',
      'platform.zerotouch.dev/kind': 'xagent',
    },
  },
  'a stray pod of acme': { namespace: 'acme', labels: {} },
  'a stray pod of globex': { namespace: 'globex', labels: {} },
  prometheus: { namespace: 'monitoring', labels: {} },
  'postgres operator': { namespace: 'cnpg-system', labels: {} },
  'cache operator': { namespace: 'dragonfly-operator-system', labels: {} },
  kagent: { namespace: 'kagent', labels: {} },
  'agent controller': {
    namespace: 'kagent',
    labels: { 'app.kubernetes.io/component': 'controller' },
  },
  portal: { namespace: 'backstage', labels: {} },
  nats: { namespace: 'nats', labels: {} },
  dns: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  'another pod of kube-system': { namespace: 'kube-system', labels: {} },
  argocd: { namespace: 'argocd', labels: {} },
  gateway: { entity: 'ingress' },
  'Kubernetes API': { entity: 'kube-apiserver' },
  internet: { address: '93.184.215.14' },
  'cloud metadata': { address: '169.254.169.254' },
  'a node network': { address: '10.0.0.2' },
  'a storage network': { address: '172.20.0.9' },
};

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function selects(selector: unknown, home: string, pod: Endpoint): boolean {
  const labels = Object.entries(Object(valueAt(selector, 'matchLabels')));
  const key = 'k8s:io.kubernetes.pod.namespace';
  const namespace = labels.find(([label]) => label === key)?.[1] ?? home;
  return (
    pod.namespace === namespace &&
    labels
      .filter(([label]) => label !== key)
      .every(
        ([label, value]) => pod.labels?.[label.replace(/^k8s:/, '')] === value,
      ) &&
    list(valueAt(selector, 'matchExpressions')).every(
      item =>
        !(String(valueAt(item, 'key')) in (pod.labels ?? {})) ||
        (valueAt(item, 'operator') === 'NotIn' &&
          !list(valueAt(item, 'values')).includes(
            pod.labels?.[String(valueAt(item, 'key'))],
          )),
    )
  );
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function within(address: string, cidr: string): boolean {
  const [network, bits] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  return (
    !cidr.includes(':') &&
    Math.floor(toNumber(address) / size) ===
      Math.floor(toNumber(network) / size)
  );
}

function peerMatches(
  rule: Record<string, unknown>,
  side: 'from' | 'to',
  home: string,
  peer: Endpoint,
): boolean {
  const { address, entity } = peer;
  return (
    list(rule[`${side}Endpoints`]).some(item => selects(item, home, peer)) ||
    (entity !== undefined && list(rule[`${side}Entities`]).includes(entity)) ||
    (address !== undefined &&
      list(rule[`${side}CIDRSet`]).some(
        set =>
          within(address, String(valueAt(set, 'cidr'))) &&
          !list(valueAt(set, 'except')).some(range =>
            within(address, String(range)),
          ),
      ))
  );
}

function portMatches(rule: Record<string, unknown>, port: number): boolean {
  const ports = list(rule.toPorts).flatMap(item =>
    list(valueAt(item, 'ports')),
  );
  return (
    ports.length === 0 ||
    ports.some(item => valueAt(item, 'port') === String(port))
  );
}

/** Whether the policies of one end let a packet pass; `side` is where the other end stands. */
function passes(
  pod: Endpoint,
  peer: Endpoint,
  side: 'from' | 'to',
  port: number,
): boolean {
  const direction = side === 'from' ? 'ingress' : 'egress';
  const own = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace &&
      selects(valueAt(spec, 'endpointSelector'), pod.namespace ?? '', pod),
  );
  return (
    own.length === 0 ||
    own
      .flatMap(({ spec }) => list(valueAt(spec, direction)))
      .some(
        rule =>
          isObject(rule) &&
          peerMatches(rule, side, pod.namespace ?? '', peer) &&
          portMatches(rule, port),
      )
  );
}

function mayTalk(from: string, to: string, port: number): boolean {
  const sender = endpoints[from];
  const receiver = endpoints[to];
  return (
    passes(sender, receiver, 'to', port) &&
    passes(receiver, sender, 'from', port)
  );
}

const neighbours = ['a stray pod of acme', 'admin', 'cron'];
/** Every allowed path, by receiver and port; what is not listed is refused. */
const allowed: Record<string, string[]> = {
  'shop:8080': [...neighbours, 'gateway', 'shop'],
  'shop:9000': ['prometheus'],
  'admin:8080': [...neighbours, 'shop'],
  'cron:8080': [],
  // It also names acme, whose own walls let nothing out to another tenant.
  'globex api:8080': [
    'a stray pod of globex',
    'agent controller',
    'globex api',
    'kagent',
  ],
  'agent:8080': ['agent controller'],
  'database:5432': ['database', 'postgres operator', 'shop'],
  'database:8000': ['database', 'postgres operator'],
  'database:9187': ['prometheus'],
  'cache:6379': ['cache', 'cache operator', 'shop'],
  'cache:9999': ['cache', 'cache operator', 'prometheus'],
  'a stray pod of acme:8080': [],
  'a stray pod of globex:8080': [],
};
const tenants = [
  'a stray pod of acme',
  'a stray pod of globex',
  'admin',
  'agent',
  'cache',
  'cron',
  'database',
  'globex api',
  'shop',
];
/** Workloads that go where they like, as far as their tenant may. */
const free = tenants.filter(
  name => !['agent', 'cache', 'database'].includes(name),
);
/** What the workloads of tenants reach outside their namespace. */
const reached: Record<string, string[]> = {
  'dns:53': tenants,
  'nats:4222': free,
  'nats:8222': [],
  'Kubernetes API:6443': ['admin', 'database'],
  'internet:443': free.filter(name => !name.includes('globex')),
  'cloud metadata:80': [],
  'a node network:22': [],
  'a storage network:443': [],
  'another pod of kube-system:443': [],
  'argocd:8080': [],
  'prometheus:9090': [],
  'kagent:8083': [],
  'agent controller:8083': ['agent'],
  'portal:7007': ['agent'],
  'portal:22': [],
  'postgres operator:9443': [],
};

function split(place: string): [string, number] {
  const [to, port] = place.split(':');
  return [to, Number(port)];
}

it.each(Object.entries(allowed))('lets in to %s only %j', (place, senders) => {
  const [to, port] = split(place);
  const found = Object.keys(endpoints).filter(from => mayTalk(from, to, port));
  expect(found.sort()).toEqual([...senders].sort());
});

it.each(Object.entries(reached))(
  '%s is reached only by %j',
  (place, senders) => {
    const [to, port] = split(place);
    expect(tenants.filter(from => mayTalk(from, to, port))).toEqual(senders);
  },
);

it('covers every workload of the composed claims', () => {
  const covered = new Set(Object.keys(allowed).map(place => split(place)[0]));
  for (const name of tenants) {
    expect(covered).toContain(name);
  }
});
