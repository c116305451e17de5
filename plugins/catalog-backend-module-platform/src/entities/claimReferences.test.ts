import { Claim } from '@zerotouch/compositions';
import { claimReferences } from './claimReferences';
import { toClaimEntity } from './toClaimEntity';

function claim(
  kind: string,
  name: string,
  spec: Record<string, unknown>,
): Claim {
  return {
    apiVersion: 'platform.zerotouch.dev/v1alpha1',
    kind,
    metadata: { name, namespace: 'acme' },
    spec,
  };
}

const worker = claim('XEventDrivenService', 'shipper', {
  stream: { claim: 'orders', consumer: 'shipping' },
  publishTo: [{ claim: 'orders' }, { claim: 'audit' }],
  database: { claim: 'orders-db' },
  cache: { claim: 'rates' },
});

it('finds every claim that a worker names, each once', () => {
  expect(
    claimReferences(worker, 'acme').map(({ kind, name }) => `${kind} ${name}`),
  ).toEqual([
    'XPostgres orders-db',
    'XDragonfly rates',
    'XEventStream orders',
    'XEventStream audit',
  ]);
});

it('finds the streams that a web service publishes to', () => {
  const service = claim('XWebService', 'shop', {
    streams: [{ claim: 'orders' }],
  });
  expect(claimReferences(service, 'acme')).toEqual([
    { kind: 'XEventStream', tenant: 'acme', name: 'orders' },
  ]);
});

it('finds nothing in a stream', () => {
  const stream = claim('XEventStream', 'orders', {
    subjects: ['acme.orders.>'],
    consumers: [{ name: 'shipping' }],
  });
  expect(claimReferences(stream, 'acme')).toEqual([]);
});

it.each([
  ['XEventDrivenService', 'Component', 'worker'],
  ['XEventStream', 'Resource', 'event-stream'],
])('shows an %s as a %s of the type %s', (kind, entityKind, type) => {
  const entity = toClaimEntity(
    {
      path: `tenants/acme/orders/${kind.toLowerCase()}.yaml`,
      document: claim(kind, 'orders', {}),
    },
    { tenant: 'acme', dependsOn: ['resource:acme/xeventstream-orders'] },
  );
  expect(entity).toMatchObject({
    kind: entityKind,
    metadata: { name: `${kind.toLowerCase()}-orders`, namespace: 'acme' },
    spec: { type, dependsOn: ['resource:acme/xeventstream-orders'] },
  });
  expect(entity.spec?.consumesApis !== undefined).toBe(
    entityKind === 'Component',
  );
});
