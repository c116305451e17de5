import {
  createTestClaim,
  createTestTree,
  environmentOf,
} from '../__testing__/repository';
import { compose } from '../compose/compose';
import { stringAt, valueAt } from '../document/plain';
import { Environment } from '../environment/Environment';
import { Composition, ObservedResources } from '../types';

const tree = createTestTree();
const environment = environmentOf(tree);

function render(
  spec: Record<string, unknown>,
  options: {
    observed?: ObservedResources;
    environment?: Environment;
    annotations?: Record<string, string>;
    name?: string;
  } = {},
): Composition {
  const { observed = {}, name = 'orders', annotations } = options;
  return compose(
    createTestClaim(tree, { kind: 'XPostgres', name, spec, annotations }),
    observed,
    options.environment ?? environment,
  );
}

function objectOf(composition: Composition, key: string) {
  return composition.resources[key]?.object;
}

function serverName(composition: Composition): string | undefined {
  return stringAt(
    objectOf(composition, 'cluster')?.spec,
    'plugins',
    0,
    'parameters',
    'serverName',
  );
}

/** The objects of a composition as the cluster would show them. */
function observedFrom(composition: Composition): ObservedResources {
  return Object.fromEntries(
    Object.entries(composition.resources).map(([key, { object }]) => [
      key,
      structuredClone(object),
    ]),
  );
}

describe('the promises of a durable database', () => {
  const cluster = objectOf(render({}), 'cluster')?.spec;

  it.each([
    ['three instances', ['instances'], 3],
    ['a synchronous quorum', ['postgresql', 'synchronous', 'method'], 'any'],
    [
      'no write without a standby',
      ['postgresql', 'synchronous', 'dataDurability'],
      'required',
    ],
    [
      'no failover that loses commits',
      ['postgresql', 'synchronous', 'failoverQuorum'],
      true,
    ],
    ['a retained volume', ['storage', 'storageClass'], 'retain'],
    ['a retained log volume', ['walStorage', 'storageClass'], 'retain'],
    ['an archive', ['plugins', 0, 'isWALArchiver'], true],
    ['checksums', ['bootstrap', 'initdb', 'dataChecksums'], true],
    ['no superuser', ['enableSuperuserAccess'], false],
  ])('%s', (_, path, expected) => {
    expect(valueAt(cluster, ...path)).toBe(expected);
  });

  it('schedules base backups with seconds first', () => {
    expect(
      valueAt(objectOf(render({}), 'scheduled-backup')?.spec, 'schedule'),
    ).toBe('0 0 2 * * *');
  });

  it('forces instances apart only where there are several nodes', () => {
    const apart = (topology: 'single' | 'multi') =>
      valueAt(
        objectOf(
          render({}, { environment: { ...environment, topology } }),
          'cluster',
        )?.spec,
        'affinity',
        'podAntiAffinityType',
      );
    expect(apart('multi')).toBe('required');
    expect(apart('single')).toBe('preferred');
  });

  it('limits disruption only where an instance could move', () => {
    const budget = (topology: 'single' | 'multi') =>
      valueAt(
        objectOf(
          render({}, { environment: { ...environment, topology } }),
          'cluster',
        )?.spec,
        'enablePDB',
      );
    expect(budget('multi')).toBe(true);
    expect(budget('single')).toBe(false);
  });

  it('says that one node is no redundancy', () => {
    expect(render({}).conditions).toMatchObject([
      { type: 'Redundant', status: 'False' },
    ]);
    expect(
      render({}, { environment: { ...environment, topology: 'multi' } })
        .conditions,
    ).toEqual([]);
  });

  it('keeps shared_buffers within the memory request, as the webhook of CloudNativePG demands', () => {
    const megabytes: Record<string, number> = {
      '128MB': 128,
      '256MB': 256,
      '512MB': 512,
      '1GB': 1024,
    };
    const request: Record<string, number> = {
      micro: 256,
      small: 512,
      medium: 1024,
      large: 2048,
    };
    for (const size of Object.keys(request)) {
      const buffers =
        stringAt(
          objectOf(render({ size }), 'cluster')?.spec,
          'postgresql',
          'parameters',
          'shared_buffers',
        ) ?? '';
      expect(megabytes[buffers]).toBeLessThanOrEqual(request[size]);
    }
  });
});

describe('an ephemeral database', () => {
  const staging = { ...environment, env: 'staging' };

  it('is one instance without archive and protection', () => {
    const composition = render(
      { dataClass: 'ephemeral' },
      { environment: staging },
    );
    expect(Object.keys(composition.resources)).toEqual([
      'alerts',
      'cluster',
      'network-policy',
      'pod-monitor',
    ]);
    expect(valueAt(objectOf(composition, 'cluster')?.spec, 'instances')).toBe(
      1,
    );
    expect(serverName(composition)).toBeUndefined();
  });

  it('is refused in production', () => {
    expect(() => render({ dataClass: 'ephemeral' })).toThrow(
      expect.objectContaining({ name: 'ClaimError', path: '/spec/dataClass' }),
    );
  });
});

describe('the archive', () => {
  it('is named by claim, version and incarnation', () => {
    expect(serverName(render({ version: 17, incarnation: 3 }))).toBe(
      'orders-17-3',
    );
  });

  it('moves on with an upgrade, with a warning, and keeps its origin', () => {
    const restored = {
      version: 17,
      incarnation: 2,
      restore: { from: { claim: 'orders', incarnation: 1 } },
    };
    const before = render(restored);
    const after = render(
      { ...restored, version: 18 },
      { observed: observedFrom(before) },
    );
    expect(serverName(after)).toBe('orders-18-2');
    expect(after.warnings).toHaveLength(1);
    expect(after.status.restoredFrom).toBe('orders-17-1');
    expect(
      valueAt(objectOf(after, 'cluster')?.spec, 'externalClusters'),
    ).toEqual(valueAt(objectOf(before, 'cluster')?.spec, 'externalClusters'));
  });

  it.each([
    ['a new incarnation', { version: 17, incarnation: 2 }, {}],
    ['a downgrade', { version: 16 }, {}],
    ['another claim', { version: 17 }, { name: 'invoices' }],
  ])('is never changed under a running cluster by %s', (_, spec, options) => {
    const observed = observedFrom(render({ version: 17 }));
    expect(() => render(spec, { ...options, observed })).toThrow(
      expect.objectContaining({
        name: 'ClaimError',
        path: '/spec/incarnation',
      }),
    );
  });

  it('stays within the lock of the bucket', () => {
    const locked = {
      ...environment,
      backup: { ...environment.backup, lockDays: 34 },
    };
    expect(() => render({}, { environment: locked })).toThrow(
      'must be at most 29',
    );
    expect(() =>
      render({ backup: { retentionDays: 29 } }, { environment: locked }),
    ).not.toThrow();
    const weekly = { schedule: '0 2 * * 0' };
    expect(() =>
      render(
        { backup: { ...weekly, retentionDays: 24 } },
        { environment: locked },
      ),
    ).toThrow('must be at most 23');
    expect(() =>
      render(
        { backup: { ...weekly, retentionDays: 23 } },
        { environment: locked },
      ),
    ).not.toThrow();
  });
});

describe('a restore', () => {
  const from = { claim: 'ledger', incarnation: 4 };

  it.each([
    ['to the end of the archive', {}, undefined],
    [
      'to a second',
      { targetTime: '2026-11-20T10:15:00Z' },
      { targetTime: '2026-11-20T10:15:00Z' },
    ],
    ['to a position', { targetLSN: '0/3000060' }, { targetLSN: '0/3000060' }],
    [
      'to a backup',
      { backupID: '20261120T020000' },
      { backupID: '20261120T020000', targetImmediate: true },
    ],
  ])('%s', (_, target, expected) => {
    const composition = render({
      version: 17,
      incarnation: 2,
      restore: { from, ...target },
    });
    const spec = objectOf(composition, 'cluster')?.spec;
    expect(valueAt(spec, 'bootstrap', 'recovery', 'recoveryTarget')).toEqual(
      expected,
    );
    expect(
      valueAt(spec, 'externalClusters', 0, 'plugin', 'parameters'),
    ).toEqual({
      barmanObjectName: 'orders-pg-origin',
      serverName: 'ledger-17-4',
    });
    expect(serverName(composition)).toBe('orders-17-2');
    expect(objectOf(composition, 'origin-store')?.metadata.name).toBe(
      'orders-pg-origin',
    );
  });

  it('never reads the archive that it writes', () => {
    expect(() =>
      render({
        incarnation: 2,
        restore: { from: { claim: 'orders', incarnation: 2 } },
      }),
    ).toThrow('must name a lower incarnation');
  });
});

describe('databases and extensions', () => {
  it('keeps app only for its extensions', () => {
    const keys = (spec: Record<string, unknown>) =>
      Object.keys(render(spec).resources).filter(key =>
        key.startsWith('database-'),
      );
    expect(keys({})).toEqual([]);
    expect(keys({ extensions: ['vector'] })).toEqual(['database-app']);
    expect(keys({ databases: [{ name: 'orders' }] })).toEqual([
      'database-orders',
    ]);
  });

  it('gives every database an object name of its own that Kubernetes accepts', () => {
    const names = ['a', 'a_', 'a__', 'a_b', 'a__b', 'a_u1', 'a_1'];
    const composition = render({ databases: names.map(name => ({ name })) });
    const objects = names.map(
      name => objectOf(composition, `database-${name}`)?.metadata.name ?? '',
    );
    expect(new Set(objects).size).toBe(names.length);
    for (const name of objects) {
      expect(name).toMatch(
        /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
      );
    }
  });

  it('loads the library of pg_stat_statements', () => {
    const parameters = (spec: Record<string, unknown>) =>
      valueAt(
        objectOf(render(spec), 'cluster')?.spec,
        'postgresql',
        'parameters',
      );
    expect(parameters({ extensions: ['pg_stat_statements'] })).toHaveProperty([
      'pg_stat_statements.max',
    ]);
    expect(parameters({})).not.toHaveProperty(['pg_stat_statements.max']);
  });
});

it.each([
  [10, '2560MB'],
  [100, '12800MB'],
  [1000, '25600MB'],
])(
  'lets standbys keep half of the log volume of %i GB',
  (storageGB, expected) => {
    const path = ['spec', 'postgresql', 'parameters', 'max_slot_wal_keep_size'];
    const size = (spec: Record<string, unknown>) =>
      valueAt(objectOf(render(spec), 'cluster'), ...path);
    expect(size({ storageGB })).toBe(expected);
  },
);

describe('protection', () => {
  it('composes a Usage of the claim itself', () => {
    expect(objectOf(render({}), 'protect')?.spec).toMatchObject({
      of: { kind: 'XPostgres', resourceRef: { name: 'orders' } },
    });
  });

  it('goes when the claim is being retired', () => {
    const retiring = render(
      {},
      { annotations: { 'platform.zerotouch.dev/retire': 'orders' } },
    );
    expect(retiring.resources).not.toHaveProperty('protect');
    expect(retiring.resources).toHaveProperty('cluster');
  });

  it('stays while the sync options are still there', () => {
    const half = render(
      {},
      {
        annotations: {
          'platform.zerotouch.dev/retire': 'orders',
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        },
      },
    );
    expect(half.resources).toHaveProperty('protect');
  });
});

describe('readiness', () => {
  const running = () => {
    const observed = observedFrom(render({}));
    observed.cluster.status = {
      conditions: [{ type: 'Ready', status: 'True' }],
      readyInstances: 3,
      currentPrimary: 'orders-pg-1',
    };
    return observed;
  };

  it('says in one sentence what is missing', () => {
    expect(render({}).status.message).toBe(
      'Cluster "orders-pg" does not exist yet, and 7 more.',
    );
  });

  it('says why, in the words of the operator or its own', () => {
    const observed = running();
    const ready = { conditions: [{ type: 'Ready', status: 'True' }] };
    observed['backup-credentials'].status = ready;
    observed.protect.status = ready;
    expect(render({}, { observed }).status.message).toBe(
      'ObjectStore "orders-pg" is not ready (its archive has no base backup yet).',
    );
    observed.cluster.status = { phase: 'Setting up primary' };
    expect(render({}, { observed }).status.message).toContain(
      'Cluster "orders-pg" is not ready (Setting up primary), and 1 more.',
    );
  });

  it.each([
    [
      'ContinuousArchiving',
      'Expected empty archive',
      'ObjectStore "orders-pg" is not ready (its write-ahead log is not archived: Expected empty archive).',
    ],
    [
      'LastBackupSucceeded',
      'access denied',
      'ObjectStore "orders-pg" is not ready (its base backup failed: access denied).',
    ],
  ])('says when %s is false', (type, message, expected) => {
    const observed = running();
    const ready = { type: 'Ready', status: 'True' };
    for (const key of ['backup-credentials', 'protect']) {
      observed[key].status = { conditions: [ready] };
    }
    observed.cluster.status = {
      conditions: [ready, { type, status: 'False', message }],
    };
    const { status, conditions } = render({}, { observed });
    expect(status.message).toBe(expected);
    expect(conditions.map(condition => condition.type)).toEqual([
      'Redundant',
      ...(type === 'ContinuousArchiving' ? ['Archived'] : []),
    ]);
  });

  it('waits for a first recoverability point', () => {
    const observed = running();
    expect(render({}, { observed }).resources['object-store'].ready).toBe(
      false,
    );
    observed['object-store'].status = {
      serverRecoveryWindow: {
        'orders-18-1': {
          firstRecoverabilityPoint: '2026-11-20T02:01:00Z',
          lastSuccessfulBackupTime: '2026-11-21T02:01:00Z',
        },
      },
    };
    const { resources, status } = render({}, { observed });
    expect(resources['object-store'].ready).toBe(true);
    expect(resources.cluster.ready).toBe(true);
    expect(status).toMatchObject({
      endpoint: 'orders-pg-rw.acme.svc:5432',
      secretName: 'orders-pg-app',
      instances: 3,
      primary: 'orders-pg-1',
      recoverableFrom: '2026-11-20T02:01:00Z',
      lastBackup: '2026-11-21T02:01:00Z',
    });
  });
});
