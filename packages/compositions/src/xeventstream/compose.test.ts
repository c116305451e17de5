import {
  createTestClaim,
  createTestTree,
  environmentOf,
} from '../__testing__/repository';
import { compose } from '../compose/compose';
import { footprint } from '../compose/footprint';
import { composeProtected } from '../protection/composeProtected';
import { valueAt } from '../document/plain';
import { Composition, KubernetesObject, ObservedResources } from '../types';

const tree = createTestTree();
const environment = environmentOf(tree);

function claim(spec: Record<string, unknown>, name = 'payments') {
  return createTestClaim(tree, { kind: 'XEventStream', name, spec });
}

function render(
  spec: Record<string, unknown>,
  observed: ObservedResources = {},
  env = environment,
): Composition {
  return compose(
    claim({ subjects: ['acme.payments.>'], ...spec }),
    observed,
    env,
  );
}

function specAt(composition: Composition, key: string, ...path: string[]) {
  return valueAt(composition.resources[key]?.object.spec, ...path);
}

function observedOf(composition: Composition): ObservedResources {
  return Object.fromEntries(
    Object.entries(composition.resources).map(([key, { object }]) => [
      key,
      {
        ...object,
        status: { conditions: [{ type: 'Ready', status: 'True' }] },
      },
    ]),
  );
}

it('keeps messages on disk, in the account of the tenant, beyond its own object', () => {
  expect(specAt(render({}), 'stream')).toEqual({
    name: 'ACME_PAYMENTS',
    subjects: ['acme.payments.>'],
    retention: 'limits',
    maxAge: '168h',
    maxBytes: 1073741824,
    maxMsgSize: 1048576,
    discard: 'old',
    account: 'payments-es',
    storage: 'file',
    replicas: 3,
    preventDelete: true,
  });
});

it('names streams so that no two tenants or claims share one', () => {
  const composition = compose(
    claim({ subjects: ['acme.a'] }, 'order-events'),
    {},
    environment,
  );
  expect(specAt(composition, 'stream', 'name')).toBe('ACME_ORDER_EVENTS');
});

it('makes a durable consumer of everything that the claim says', () => {
  const composition = render({
    consumers: [
      {
        name: 'ledger',
        filterSubjects: ['acme.payments.settled'],
        ackPolicy: 'all',
        deliverPolicy: 'new',
        ackWait: '2m',
        maxDeliver: 7,
        maxAckPending: 30,
      },
    ],
  });
  expect(specAt(composition, 'consumer-ledger')).toEqual({
    account: 'payments-es',
    streamName: 'ACME_PAYMENTS',
    durableName: 'ledger',
    filterSubjects: ['acme.payments.settled'],
    ackPolicy: 'all',
    deliverPolicy: 'new',
    ackWait: '2m',
    maxDeliver: 7,
    maxAckPending: 30,
    preventDelete: false,
  });
});

it('makes no more copies than there are servers, and says so', () => {
  const single = {
    ...environment,
    nats: { ...environment.nats, replicas: 1 },
  };
  const composition = render({ consumers: [{ name: 'a' }] }, {}, single);
  expect(specAt(composition, 'stream', 'replicas')).toBe(1);
  expect(specAt(composition, 'dead-letters', 'replicas')).toBe(1);
  expect(composition.warnings).toEqual([
    'The stream "payments" asks for 3 copies, but NATS has 1 server; it gets 1.',
  ]);
  expect(render({ replicas: 1 }, {}, single).warnings).toEqual([]);
});

it('gives clients address, user, password and name, and the controller a user of its own', () => {
  const composition = render({});
  expect(
    specAt(composition, 'credentials', 'target', 'template', 'data'),
  ).toEqual({
    NATS_URL: 'nats://nats.nats.svc.cluster.local:4222',
    NATS_USER: 'acme',
    NATS_PASSWORD: '{{ .password }}',
    STREAM_PAYMENTS: 'ACME_PAYMENTS',
  });
  expect(
    specAt(composition, 'controller-credentials', 'target', 'template', 'data'),
  ).toEqual({
    NATS_USER: 'acme-controller',
    NATS_PASSWORD: '{{ .password }}',
  });
  expect(specAt(composition, 'account', 'user')).toEqual({
    secret: { name: 'payments-es-controller' },
    user: 'NATS_USER',
    password: 'NATS_PASSWORD',
  });
});

describe('dead letters', () => {
  it('are references of every consumer that asks for them', () => {
    const composition = render({
      consumers: [
        { name: 'a' },
        { name: 'b', deadLetter: false },
        { name: 'c', ackPolicy: 'none' },
      ],
    });
    expect(specAt(composition, 'dead-letters', 'subjects')).toEqual([
      '$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.ACME_PAYMENTS.a',
    ]);
    expect(specAt(composition, 'dead-letters', 'name')).toBe(
      'ACME_PAYMENTS-DEAD',
    );
  });

  it('are not made for a stream that nobody takes from', () => {
    expect(render({}).resources).not.toHaveProperty('dead-letters');
    expect(
      render({ consumers: [{ name: 'a', deadLetter: false }] }).resources,
    ).not.toHaveProperty('dead-letters');
  });

  it('stay when the last consumer that asked for them goes', () => {
    const before = render({ consumers: [{ name: 'a' }] });
    const after = render({}, observedOf(before));
    expect(specAt(after, 'dead-letters', 'subjects')).toEqual([
      'ACME_PAYMENTS-DEAD',
    ]);
    expect(
      composeProtected({
        claim: claim({ subjects: ['acme.payments.>'] }),
        observed: observedOf(before),
        environment,
      }).result,
    ).toBe('ok');
  });
});

function alertsOf(composition: Composition): unknown[] {
  const rules = specAt(composition, 'alerts', 'groups');
  return (Array.isArray(rules) ? rules : []).flatMap(group =>
    Object(group).rules.map((rule: { alert: string }) => rule.alert),
  );
}

it.each([
  [{}, []],
  [{ discard: 'new' }, ['EventStreamNearlyFull']],
  [
    { consumers: [{ name: 'a' }] },
    ['EventStreamDeadLetters', 'EventConsumerStalled'],
  ],
  [
    { consumers: [{ name: 'a', deadLetter: false }], retention: 'workqueue' },
    ['EventConsumerStalled', 'EventStreamNearlyFull'],
  ],
])('warns of what can go wrong with %j', (fields, alerts) => {
  expect(alertsOf(render(fields))).toEqual(alerts);
});

it('tells what it is, and what it waits for', () => {
  const composition = render({ consumers: [{ name: 'a' }] });
  expect(composition.status).toEqual({
    endpoint: 'nats.nats.svc.cluster.local:4222',
    secretName: 'payments-es',
    streamName: 'ACME_PAYMENTS',
    consumers: ['a'],
    deadLetterStream: 'ACME_PAYMENTS-DEAD',
    message: 'Account "payments-es" does not exist yet, and 7 more.',
  });
  const observed = observedOf(composition);
  expect(
    render({ consumers: [{ name: 'a' }] }, observed).status,
  ).not.toHaveProperty('message');
  const failing: KubernetesObject = {
    ...observed.stream,
    status: {
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          reason: 'Errored',
          message: 'insufficient storage resources available (10047)',
        },
      ],
    },
  };
  expect(
    render({ consumers: [{ name: 'a' }] }, { ...observed, stream: failing })
      .status.message,
  ).toBe(
    'Stream "payments-es" is not ready (insufficient storage resources available (10047)).',
  );
});

it('is released for deletion only by its annotation, and keeps its messages even then', () => {
  expect(render({}).resources).toHaveProperty('protect');
  const retired = createTestClaim(tree, {
    kind: 'XEventStream',
    name: 'payments',
    spec: { subjects: ['acme.payments.>'] },
    annotations: { 'platform.zerotouch.dev/retire': 'payments' },
  });
  const composition = compose(retired, {}, environment);
  expect(composition.resources).not.toHaveProperty('protect');
  expect(specAt(composition, 'stream', 'preventDelete')).toBe(true);
});

it.each([
  [{ subjects: ['globex.payments'] }, 'must begin with "acme."'],
  [{ subjects: ['acme.>', 'acme.a'] }, 'overlap'],
  [
    { consumers: [{ name: 'a', filterSubjects: ['acme.other'] }] },
    'would never get a message',
  ],
])('refuses %j', (fields, message) => {
  expect(() => render(fields)).toThrow(message);
});

describe('an existing stream', () => {
  const before = render({ consumers: [{ name: 'a' }] });
  const observed = observedOf(before);
  const result = (change: (composition: Composition) => void) =>
    composeProtected({
      claim: claim({
        subjects: ['acme.payments.>'],
        consumers: [{ name: 'a' }],
      }),
      observed,
      environment,
      compose: () => {
        const composition = structuredClone(before);
        change(composition);
        return composition;
      },
    });
  const change =
    (field: string, value: unknown) => (composition: Composition) =>
      Object.assign(Object(composition.resources.stream.object.spec), {
        [field]: value,
      });

  it.each([
    ['storage', 'memory', 'another spec.storage'],
    ['retention', 'workqueue', 'another spec.retention'],
    ['name', 'ACME_OTHER', 'another spec.name'],
    ['preventDelete', false, 'lose its messages with its object'],
  ])('does not change its %s', (field, value, message) => {
    expect(result(change(field, value))).toMatchObject({
      result: 'fatal',
      message: expect.stringContaining(message),
    });
  });

  it('is never left out', () => {
    expect(
      result(composition => {
        delete composition.resources['dead-letters'];
      }),
    ).toMatchObject({ result: 'fatal' });
    expect(result(() => {}).result).toBe('ok');
  });
});

it('counts the room of all copies against the quota', () => {
  expect(footprint(render({ maxBytes: 2 * 1024 ** 3 }))).toMatchObject({
    storageGi: 6,
    replicas: 0,
  });
  expect(footprint(render({ maxBytes: 1048576, replicas: 1 }))).toMatchObject({
    storageGi: 1,
  });
});
