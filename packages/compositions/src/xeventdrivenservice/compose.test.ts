import {
  createTestClaim,
  createTestTree,
  environmentOf,
} from '../__testing__/repository';
import { compose } from '../compose/compose';
import { footprint } from '../compose/footprint';
import { valueAt } from '../document/plain';
import { Composition } from '../types';

const tree = createTestTree();

function render(fields: Record<string, unknown> = {}): Composition {
  const claim = createTestClaim(tree, {
    kind: 'XEventDrivenService',
    name: 'mailer',
    spec: {
      image: 'app@sha256:1',
      stream: { claim: 'orders', consumer: 'billing' },
      ...fields,
    },
  });
  return compose(claim, {}, environmentOf(tree));
}

function spec(
  composition: Composition,
  key: string,
  ...path: (string | number)[]
) {
  return valueAt(composition.resources[key]?.object.spec, ...path);
}

function container(composition: Composition): Record<string, unknown> {
  return Object(
    spec(composition, 'deployment', 'template', 'spec', 'containers', 0),
  );
}

function environmentNames(composition: Composition): string[] {
  const { env } = container(composition);
  return (Array.isArray(env) ? env : []).map(variable => variable.name);
}

it('scales to none by the messages of its consumer', () => {
  const composition = render();
  expect(spec(composition, 'scaled-object')).toEqual({
    scaleTargetRef: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'mailer-worker',
    },
    minReplicaCount: 0,
    maxReplicaCount: 10,
    pollingInterval: 15,
    cooldownPeriod: 60,
    fallback: { failureThreshold: 3, replicas: 1 },
    triggers: [
      {
        type: 'nats-jetstream',
        metricType: 'AverageValue',
        metadata: {
          natsServerMonitoringEndpoint:
            'nats-headless.nats.svc.cluster.local:8222',
          account: 'acme',
          stream: 'ACME_ORDERS',
          consumer: 'billing',
          lagThreshold: '10',
          activationLagThreshold: '0',
        },
      },
    ],
  });
  expect(spec(composition, 'deployment')).not.toHaveProperty('replicas');
});

it('runs a fixed number of copies when the bounds are the same', () => {
  const composition = render({ scaling: { min: 2, max: 2 } });
  expect(composition.resources).not.toHaveProperty('scaled-object');
  expect(spec(composition, 'deployment', 'replicas')).toBe(2);
  expect(composition.resources).toHaveProperty('disruption-budget');
});

it('keeps working while the figures of NATS cannot be read', () => {
  expect(
    spec(render({ scaling: { min: 3 } }), 'scaled-object', 'fallback'),
  ).toEqual({ failureThreshold: 3, replicas: 3 });
});

it('gets the connection, its stream, its consumer and the streams that it publishes to', () => {
  expect(
    environmentNames(
      render({ publishTo: [{ claim: 'orders' }, { claim: 'audit' }] }),
    ),
  ).toEqual([
    'NATS_URL',
    'NATS_USER',
    'NATS_PASSWORD',
    'STREAM_ORDERS',
    'STREAM_AUDIT',
    'NATS_CONSUMER',
  ]);
});

it('has neither address nor probes without a port', () => {
  const composition = render({ metrics: { port: 9090 } });
  expect(composition.resources).not.toHaveProperty('service');
  expect(container(composition)).not.toHaveProperty('livenessProbe');
  expect(container(composition).ports).toEqual([
    { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
  ]);
  expect(spec(composition, 'network-policy', 'ingress')).toEqual([
    {
      fromEndpoints: [
        { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'monitoring' } },
      ],
      toPorts: [{ ports: [{ port: '9090', protocol: 'TCP' }] }],
    },
  ]);
});

it('lets nobody in without port and figures', () => {
  expect(spec(render(), 'network-policy', 'ingress')).toEqual([{}]);
});

it('answers on its port when it has one', () => {
  const composition = render({ port: 3000 });
  expect(spec(composition, 'service', 'ports')).toEqual([
    { name: 'http', port: 3000, targetPort: 'http', protocol: 'TCP' },
  ]);
  expect(valueAt(container(composition), 'livenessProbe', 'httpGet')).toEqual({
    path: '/health',
    port: 'http',
  });
  expect(environmentNames(composition)[0]).toBe('PORT');
  expect(composition.status.endpoint).toBe('mailer-worker.acme.svc:3000');
});

it('reaches NATS by a label, and nothing that it does not name', () => {
  const composition = render();
  expect(
    spec(composition, 'deployment', 'template', 'metadata', 'labels'),
  ).toMatchObject({
    'access.platform.zerotouch.dev/nats': 'true',
    'access.platform.zerotouch.dev/orders-es': 'true',
  });
  const egress = spec(composition, 'network-policy', 'egress');
  expect(Array.isArray(egress) ? egress.slice(1) : []).toEqual([
    {
      toEndpoints: [
        { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'nats' } },
      ],
      toPorts: [{ ports: [{ port: '4222', protocol: 'TCP' }] }],
    },
  ]);
});

it('keeps apart from a web service of the same name', () => {
  const composition = render({ secrets: [{ env: 'KEY', key: 'key' }] });
  const names = Object.values(composition.resources).map(
    ({ object }) => object.metadata.name,
  );
  expect(new Set(names)).toEqual(
    new Set(['mailer-worker', 'mailer-worker-secrets']),
  );
  expect(composition.status.secretName).toBe('mailer-worker-secrets');
});

it('counts at its greatest scale', () => {
  expect(footprint(render({ size: 'micro' }))).toMatchObject({
    replicas: 10,
    cpuMillis: 1000,
  });
});

it('warns of an image that can change', () => {
  expect(render({ image: 'app:1' }).warnings).toHaveLength(1);
  expect(render().warnings).toEqual([]);
});
