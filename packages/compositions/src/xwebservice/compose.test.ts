import {
  createTestClaim,
  createTestTree,
  environmentOf,
} from '../__testing__/repository';
import { compose } from '../compose/compose';
import { isObject, valueAt } from '../document/plain';
import { Composition, ObservedResources } from '../types';

const tree = createTestTree();
const DIGEST = `app@sha256:${'0'.repeat(64)}`;

function render(
  spec: Record<string, unknown>,
  observed: ObservedResources = {},
): Composition {
  const claim = createTestClaim(tree, {
    kind: 'XWebService',
    name: 'shop',
    spec: { image: DIGEST, ...spec },
  });
  return compose(claim, observed, environmentOf(tree));
}

function at(
  composition: Composition,
  key: string,
  ...path: (string | number)[]
): unknown {
  return valueAt(composition.resources[key]?.object, ...path);
}

const POD = ['spec', 'template', 'spec'] as const;
const CONTAINER = [...POD, 'containers', 0] as const;

function variable(composition: Composition, name: string): unknown {
  const env = at(composition, 'deployment', ...CONTAINER, 'env');
  return Array.isArray(env)
    ? env.find(item => isObject(item) && item.name === name)
    : undefined;
}

const BASE = [
  'alerts',
  'deployment',
  'network-policy',
  'scaled-object',
  'service',
  'service-account',
];

it.each([
  ['nothing asked', {}, BASE],
  ['no exposure', { exposure: 'none' }, BASE.filter(key => key !== 'service')],
  ['public', { exposure: 'public' }, [...BASE, 'http-route']],
  [
    'a fixed number of replicas',
    { scaling: { min: 2, max: 2 } },
    [...BASE.filter(key => key !== 'scaled-object'), 'disruption-budget'],
  ],
  [
    'secrets',
    {
      secrets: [
        { env: 'A', key: 'a' },
        { env: 'B_', key: 'b', required: false },
      ],
    },
    [...BASE, 'secrets', 'optional-secret-B_'],
  ],
  ['metrics', { metrics: { port: 9090 } }, [...BASE, 'pod-monitor']],
  [
    'a volume',
    {
      scaling: { max: 1 },
      volume: { sizeGB: 1, mountPath: '/data' },
    },
    [...BASE.filter(key => key !== 'scaled-object'), 'volume', 'protect'],
  ],
])('composes with %s', (_, spec, keys) => {
  expect(Object.keys(render(spec).resources)).toEqual([...keys].sort());
});

describe('replicas', () => {
  it('are left to the scaler when it decides them', () => {
    const scaled = render({ scaling: { min: 2, max: 5 } });
    expect(at(scaled, 'deployment', 'spec')).not.toHaveProperty('replicas');
    expect(at(scaled, 'scaled-object', 'spec')).toMatchObject({
      minReplicaCount: 2,
      maxReplicaCount: 5,
      triggers: [{ type: 'cpu', metadata: { value: '70' } }],
    });
  });

  it('are fixed when there is nothing to decide', () => {
    expect(
      at(render({ scaling: { min: 3, max: 3 } }), 'deployment', 'spec'),
    ).toHaveProperty('replicas', 3);
  });
});

describe('the environment', () => {
  it('takes every part of the connection from the secret of the database', () => {
    const composition = render({ database: { claim: 'orders-db' } });
    expect(variable(composition, 'DATABASE_URL')).toEqual({
      name: 'DATABASE_URL',
      valueFrom: { secretKeyRef: { name: 'orders-db-pg-app', key: 'uri' } },
    });
    expect(variable(composition, 'PGDATABASE')).toHaveProperty('valueFrom');
  });

  it('puts the connection together for another database of the same server', () => {
    const composition = render({
      database: { claim: 'orders-db', name: 'invoices' },
    });
    expect(variable(composition, 'PGDATABASE')).toEqual({
      name: 'PGDATABASE',
      value: 'invoices',
    });
    const env = at(composition, 'deployment', ...CONTAINER, 'env');
    const names = Array.isArray(env) ? env.map(item => item.name) : [];
    // Kubernetes expands only what comes before.
    for (const part of ['PGUSER', 'PGPASSWORD', 'PGHOST', 'PGPORT']) {
      expect(names.indexOf(part)).toBeLessThan(names.indexOf('DATABASE_URL'));
      expect(variable(composition, 'DATABASE_URL')).toHaveProperty(
        'value',
        expect.stringContaining(`$(${part})`),
      );
    }
  });

  it('takes the cache from its own secret', () => {
    const composition = render({ cache: { claim: 'session-cache' } });
    expect(variable(composition, 'REDIS_URL')).toEqual({
      name: 'REDIS_URL',
      valueFrom: {
        secretKeyRef: { name: 'session-cache-df', key: 'REDIS_URL' },
      },
    });
  });

  it('starts without an optional secret, and not without a required one', () => {
    const composition = render({
      secrets: [
        { env: 'A', key: 'a' },
        { env: 'B', key: 'b', required: false },
      ],
    });
    expect(variable(composition, 'A')).toEqual({
      name: 'A',
      valueFrom: { secretKeyRef: { name: 'shop-secrets', key: 'A' } },
    });
    expect(variable(composition, 'B')).toEqual({
      name: 'B',
      valueFrom: {
        secretKeyRef: { name: 'shop-b-env', key: 'B', optional: true },
      },
    });
  });

  it('is the same for the init container', () => {
    const composition = render({
      env: { LEVEL: 'info' },
      initContainer: { command: ['/migrate'] },
    });
    expect(at(composition, 'deployment', ...POD, 'initContainers', 0)).toEqual(
      expect.objectContaining({
        image: DIGEST,
        command: ['/migrate'],
        env: at(composition, 'deployment', ...CONTAINER, 'env'),
      }),
    );
  });
});

describe('access', () => {
  it('labels the pods for exactly the data claims that are named', () => {
    const labels = (spec: Record<string, unknown>) =>
      Object.keys(
        Object(
          at(
            render(spec),
            'deployment',
            'spec',
            'template',
            'metadata',
            'labels',
          ),
        ),
      ).filter(label => label.startsWith('access.'));
    expect(labels({})).toEqual([]);
    expect(
      labels({
        database: { claim: 'orders-db' },
        cache: { claim: 'session-cache' },
      }),
    ).toEqual([
      'access.platform.zerotouch.dev/orders-db-pg',
      'access.platform.zerotouch.dev/session-cache-df',
    ]);
  });

  it('admits the gateway only for a public service', () => {
    const admitsGateway = (exposure: string) =>
      JSON.stringify(
        at(render({ exposure }), 'network-policy', 'spec', 'ingress'),
      ).includes('"ingress"');
    expect(admitsGateway('public')).toBe(true);
    expect(admitsGateway('internal')).toBe(false);
  });

  it('admits nobody without exposure, and says so to Cilium', () => {
    expect(
      at(render({ exposure: 'none' }), 'network-policy', 'spec', 'ingress'),
    ).toEqual([{}]);
  });

  it('admits the namespaces that are listed', () => {
    expect(
      JSON.stringify(
        at(
          render({ allowFrom: ['globex'] }),
          'network-policy',
          'spec',
          'ingress',
        ),
      ),
    ).toContain('"k8s:io.kubernetes.pod.namespace":"globex"');
  });
});

describe('the host name', () => {
  it('is made of name, tenant and domain', () => {
    const composition = render({ exposure: 'public' });
    expect(at(composition, 'http-route', 'spec', 'hostnames')).toEqual([
      'shop-acme.apps.example.com',
    ]);
    expect(composition.status.url).toBe('https://shop-acme.apps.example.com');
  });

  it('may be one that the environment assigns to the tenant', () => {
    const spec = { exposure: 'public', hostname: 'shop.example.com' };
    expect(at(render(spec), 'http-route', 'spec', 'hostnames')).toEqual([
      'shop.example.com',
    ]);
  });

  it.each(['ledger.example.com', 'toString', 'shop-globex.apps.example.com'])(
    'may not be %s',
    hostname => {
      expect(() => render({ exposure: 'public', hostname })).toThrow(
        expect.objectContaining({ name: 'ClaimError', path: '/spec/hostname' }),
      );
    },
  );
});

it('never runs as root, nor with rights to gain', () => {
  const composition = render({});
  expect(
    at(composition, 'deployment', ...POD, 'securityContext'),
  ).toMatchObject({ runAsNonRoot: true, runAsUser: 65532 });
  expect(
    at(composition, 'deployment', ...CONTAINER, 'securityContext'),
  ).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
});

it('restarts instead of rolling when it holds a volume', () => {
  const spec = {
    scaling: { max: 1 },
    volume: { sizeGB: 5, mountPath: '/data' },
  };
  expect(at(render(spec), 'deployment', 'spec', 'strategy')).toEqual({
    type: 'Recreate',
  });
});

it('warns of an image that can change', () => {
  expect(render({}).warnings).toEqual([]);
  expect(render({ image: 'app:1' }).warnings).toHaveLength(1);
});

it('does not wait for an optional secret', () => {
  const spec = { secrets: [{ env: 'B', key: 'b', required: false }] };
  const { object } = render(spec).resources['optional-secret-B'];
  const { resources, status } = render(spec, {
    'optional-secret-B': object,
    deployment: {
      ...render(spec).resources.deployment.object,
      status: {
        availableReplicas: 2,
        conditions: [{ type: 'Available', status: 'True' }],
      },
    },
  });
  expect(resources['optional-secret-B'].ready).toBe(true);
  expect(resources.deployment.ready).toBe(true);
  expect(status.replicas).toBe(2);
});
