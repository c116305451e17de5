import {
  createTestClaim,
  createTestTree,
  environmentOf,
} from '../__testing__/repository';
import { compose } from '../compose/compose';
import { valueAt } from '../document/plain';
import { Composition } from '../types';

const tree = createTestTree();

function render(spec: Record<string, unknown>): Composition {
  const claim = createTestClaim(tree, {
    kind: 'XDragonfly',
    name: 'images',
    spec,
  });
  return compose(claim, {}, environmentOf(tree));
}

function at(
  composition: Composition,
  key: string,
  ...path: (string | number)[]
): unknown {
  return valueAt(composition.resources[key]?.object, ...path);
}

it.each([
  ['micro', ['--proactor_threads=1', '--maxmemory=768mb', '--cache_mode=true']],
  [
    'small',
    ['--proactor_threads=1', '--maxmemory=1536mb', '--cache_mode=true'],
  ],
  [
    'medium',
    ['--proactor_threads=2', '--maxmemory=3072mb', '--cache_mode=true'],
  ],
  [
    'large',
    ['--proactor_threads=4', '--maxmemory=6144mb', '--cache_mode=true'],
  ],
])('leaves a quarter of the memory of %s free', (size, args) => {
  expect(at(render({ size }), 'dragonfly', 'spec', 'args')).toEqual(args);
});

it('refuses writes instead of dropping keys when asked to', () => {
  expect(at(render({ evict: false }), 'dragonfly', 'spec', 'args', 2)).toBe(
    '--cache_mode=false',
  );
});

it('has a password that is generated once, and in no object', () => {
  const composition = render({});
  expect(at(composition, 'password', 'spec')).toMatchObject({
    length: 32,
    symbols: 0,
  });
  expect(at(composition, 'credentials', 'spec', 'refreshPolicy')).toBe(
    'CreatedOnce',
  );
  expect(at(composition, 'dragonfly', 'spec', 'authentication')).toEqual({
    passwordFromSecret: { name: 'images-df', key: 'REDIS_PASSWORD' },
  });
  expect(
    at(
      composition,
      'credentials',
      'spec',
      'target',
      'template',
      'data',
      'REDIS_PASSWORD',
    ),
  ).toBe('{{ .password }}');
});

it('switches off the policy of the operator, which admits the whole namespace', () => {
  expect(at(render({}), 'dragonfly', 'spec', 'networkPolicyEnabled')).toBe(
    false,
  );
});

it('sets both security contexts, which the operator does not', () => {
  const composition = render({});
  expect(
    at(composition, 'dragonfly', 'spec', 'podSecurityContext'),
  ).toHaveProperty('runAsNonRoot', true);
  expect(
    at(composition, 'dragonfly', 'spec', 'containerSecurityContext'),
  ).toHaveProperty('allowPrivilegeEscalation', false);
});

it('is protected only when it holds snapshots', () => {
  expect(render({}).resources).not.toHaveProperty('protect');
  const kept = render({ snapshot: { schedule: '0 2 * * *' } });
  expect(kept.resources).toHaveProperty('protect');
  expect(
    at(
      kept,
      'dragonfly',
      'spec',
      'snapshot',
      'persistentVolumeClaimSpec',
      'storageClassName',
    ),
  ).toBe('retain');
});

it('tells where it is', () => {
  expect(render({}).status).toMatchObject({
    endpoint: 'images-df.acme.svc:6379',
    secretName: 'images-df',
  });
});

it('refuses a schedule that would never run', () => {
  expect(() => render({ snapshot: { schedule: '61 * * * *' } })).toThrow(
    'is not a schedule',
  );
});

describe('alerts', () => {
  const alerts = (spec: Record<string, unknown>): string[] => {
    const rules = at(render(spec), 'alerts', 'spec', 'groups', 0, 'rules');
    return (Array.isArray(rules) ? rules : []).map(rule => rule.alert);
  };

  it.each([
    [{ replicas: 1 }, ['DragonflyUnavailable']],
    [
      {},
      [
        'DragonflyUnavailable',
        'DragonflyReplicaMissing',
        'DragonflyReplicaLagging',
      ],
    ],
    [
      { replicas: 1, evict: false },
      ['DragonflyUnavailable', 'DragonflyRefusesWrites'],
    ],
    [
      { replicas: 1, snapshot: { schedule: '0 2 * * *' } },
      ['DragonflyUnavailable', 'DragonflyVolumeAlmostFull'],
    ],
  ])('of %j are %j', (spec, names) => {
    expect(alerts(spec)).toEqual(names);
  });

  it('select the pods of this cache only', () => {
    const text = JSON.stringify(at(render({}), 'alerts', 'spec'));
    expect(text).toContain('pod=~\\"images-df-[0-9]+\\"');
    expect(text).toContain('statefulset=\\"images-df\\"');
  });
});

it('labels its pods, so that the policies of the tenant know them', () => {
  expect(at(render({}), 'dragonfly', 'spec', 'labels')).toMatchObject({
    'platform.zerotouch.dev/kind': 'xdragonfly',
    'platform.zerotouch.dev/claim': 'images',
  });
});
