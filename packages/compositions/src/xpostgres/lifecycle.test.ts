/**
 * The life of a database, step by step: each step is validated against the file before it, composed over what exists, checked by the guard,
 * the constitution and the rules of CloudNativePG's webhook, and then becomes what exists.
 */
import {
  createTestTree,
  definitionOf,
  environmentOf,
} from '../__testing__/repository';
import { renderClaimYaml } from '../claim/renderClaimYaml';
import { checkConstitution } from '../constitution/checkConstitution';
import { applyDefaults } from '../definition/applyDefaults';
import { stringAt, valueAt } from '../document/plain';
import { composeProtected } from '../protection/composeProtected';
import { Claim, KubernetesObject, ObservedResources } from '../types';
import { validateRemoval } from '../validation/rules/protection';
import { validateClaim } from '../validation/validateClaim';
import { archiveOf, originOf } from './archive';
import { findWebhookRefusals } from './cnpgWebhook';

const tree = createTestTree();
const environment = environmentOf(tree);
const KEPT = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };
const RELEASED = { 'platform.zerotouch.dev/retire': 'ledger' };

/** A database as the repository and the cluster know it. */
class Life {
  claim?: Claim;
  observed: ObservedResources = {};
  /** Every archive that was ever written, in order. */
  readonly archives: string[] = [];

  /** Proposes a new file; returns what refuses it. */
  propose(
    spec: Record<string, unknown>,
    annotations: Record<string, string> = KEPT,
  ): string[] {
    const claim: Claim = {
      apiVersion: 'platform.zerotouch.dev/v1alpha1',
      kind: 'XPostgres',
      metadata: { name: 'ledger', namespace: 'acme', annotations },
      spec,
    };
    const { findings } = validateClaim({
      text: renderClaimYaml(claim),
      path: 'tenants/acme/ledger/xpostgres.yaml',
      previous: this.claim,
      tree,
    });
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      return errors.map(({ message }) => message);
    }
    const outcome = this.reconcile(claim);
    if (outcome.length === 0) {
      this.claim = claim;
    }
    return outcome;
  }

  /** What Crossplane and the operators make of the claim; returns why nothing changed. */
  reconcile(claim = this.claim): string[] {
    if (!claim) {
      throw new Error('There is no claim.');
    }
    const filled = applyDefaults(claim, definitionOf(tree, 'XPostgres'));
    const outcome = composeProtected({
      claim: filled,
      observed: this.observed,
      environment,
    });
    if (outcome.result === 'fatal') {
      return [outcome.message];
    }
    const { composition } = outcome;
    const refusals = [
      ...checkConstitution(filled, composition, environment).map(
        ({ message }) => message,
      ),
      ...Object.entries(composition.resources).flatMap(([key, { object }]) =>
        findWebhookRefusals(object, this.observed[key]),
      ),
    ];
    if (refusals.length > 0) {
      return refusals;
    }
    this.observed = Object.fromEntries(
      Object.entries(composition.resources).map(([key, { object }]) => [
        key,
        { ...structuredClone(object), status: this.observed[key]?.status },
      ]),
    );
    this.remember();
    return [];
  }

  private remember() {
    expectPair(this);
    const archive = archiveOf(this.cluster);
    if (archive && archive !== this.archives[this.archives.length - 1]) {
      this.archives.push(archive);
      expectUnique(this);
    }
  }

  /** The operator has done its work: the version runs, and a base backup exists where one was asked for. */
  settle({ backup = true }: { backup?: boolean } = {}) {
    const version = /postgresql:(\d+)/.exec(
      stringAt(this.cluster?.spec, 'imageName') ?? '',
    );
    this.observed.cluster.status = {
      pgDataImageInfo: { majorVersion: Number(version?.[1]) },
      conditions: [{ type: 'Ready', status: 'True' }],
    };
    if (backup) {
      const store = this.observed['object-store'];
      const windows = Object(valueAt(store.status, 'serverRecoveryWindow'));
      store.status = {
        serverRecoveryWindow: {
          ...windows,
          [archiveOf(this.cluster) ?? '']: {
            firstRecoverabilityPoint: '2026-11-20T02:01:00Z',
          },
        },
      };
    }
  }

  get cluster(): KubernetesObject | undefined {
    return this.observed.cluster;
  }

  get recovery(): unknown {
    return valueAt(this.cluster?.spec, 'bootstrap', 'recovery');
  }
}

function born(spec: Record<string, unknown> = { version: 17 }): Life {
  const life = new Life();
  expect(life.propose(spec)).toEqual([]);
  life.settle();
  return life;
}

function storeOf(
  cluster: KubernetesObject | undefined,
  ...plugin: (string | number)[]
): unknown {
  return valueAt(cluster?.spec, ...plugin, 'parameters', 'barmanObjectName');
}

/** No archive is read that is written, and each of both has its store. */
function expectPair({ cluster, recovery, observed }: Life) {
  const origin = originOf(cluster);
  expect(origin).not.toBe(archiveOf(cluster));
  expect(origin === undefined).toBe(recovery === undefined);
  expect(storeOf(cluster, 'plugins', 0)).toBe(
    observed['object-store']?.metadata.name,
  );
  expect(storeOf(cluster, 'externalClusters', 0, 'plugin')).toBe(
    observed['origin-store']?.metadata.name,
  );
}

/** No archive is ever written twice, over the whole life. */
function expectUnique({ archives }: Life) {
  expect(new Set(archives).size).toBe(archives.length);
}

it('is created with an archive of its own', () => {
  const life = born();
  expect(life.archives).toEqual(['ledger-17-1']);
  expect(life.recovery).toBeUndefined();
  expect(originOf(life.cluster)).toBeUndefined();
});

it('grows, and never shrinks', () => {
  const life = born({ version: 17, storageGB: 100 });
  expect(life.propose({ version: 17, storageGB: 400, size: 'large' })).toEqual(
    [],
  );
  expect(valueAt(life.cluster?.spec, 'walStorage', 'size')).toBe('50Gi');
  expect(life.propose({ version: 17, storageGB: 399, size: 'large' })).toEqual([
    'spec.storageGB can only grow; a volume cannot be made smaller.',
  ]);
  expect(life.archives).toEqual(['ledger-17-1']);
});

it('is upgraded into a new archive, which gets a base backup as soon as the new version runs', () => {
  const life = born();
  expect(life.observed).not.toHaveProperty('archive-backup');
  expect(life.propose({ version: 18 })).toEqual([]);
  expect(life.archives).toEqual(['ledger-17-1', 'ledger-18-1']);

  expect(life.reconcile()).toEqual([]);
  expect(life.observed).not.toHaveProperty('archive-backup');

  life.settle({ backup: false });
  expect(life.reconcile()).toEqual([]);
  expect(life.observed['archive-backup']).toMatchObject({
    kind: 'Backup',
    metadata: { name: 'ledger-pg-18-1' },
    spec: { cluster: { name: 'ledger-pg' }, method: 'plugin' },
  });

  life.settle();
  expect(life.reconcile()).toEqual([]);
  expect(life.observed).toHaveProperty('archive-backup');
  expect(life.propose({ version: 17 })).toEqual([
    'spec.version can only grow; PostgreSQL cannot be downgraded.',
  ]);
  expectUnique(life);
});

it('is upgraded twice, with a backup of each archive', () => {
  const life = born({ version: 16 });
  for (const version of [17, 18]) {
    expect(life.propose({ version })).toEqual([]);
    expect(life.observed).not.toHaveProperty('archive-backup');
    life.settle({ backup: false });
    expect(life.reconcile()).toEqual([]);
    expect(life.observed['archive-backup'].metadata.name).toBe(
      `ledger-pg-${version}-1`,
    );
    life.settle();
  }
  expect(life.archives).toEqual(['ledger-16-1', 'ledger-17-1', 'ledger-18-1']);
});

it('is upgraded and grows in one proposal', () => {
  const life = born();
  expect(
    life.propose({
      version: 18,
      size: 'large',
      maxConnections: 300,
      extensions: ['pg_stat_statements'],
    }),
  ).toEqual([]);
  expect(life.archives).toEqual(['ledger-17-1', 'ledger-18-1']);
});

const targets: [string, Record<string, unknown>, unknown][] = [
  ['the latest moment', {}, undefined],
  [
    'a second',
    { targetTime: '2026-11-20T10:15:00Z' },
    { targetTime: '2026-11-20T10:15:00Z' },
  ],
  ['a position', { targetLSN: '0/3000060' }, { targetLSN: '0/3000060' }],
  [
    'a backup',
    { backupID: '20261120T020000' },
    { backupID: '20261120T020000', targetImmediate: true },
  ],
];

describe.each(targets)('restored to %s', (_, target, expected) => {
  it('as a new database beside the source reads the archive of the source', () => {
    const life = new Life();
    expect(
      life.propose({
        version: 17,
        restore: { from: { claim: 'orders-db' }, ...target },
      }),
    ).toEqual([]);
    expect(originOf(life.cluster)).toBe('orders-db-17-1');
    expect(life.archives).toEqual(['ledger-17-1']);
    expect(valueAt(life.recovery, 'recoveryTarget')).toEqual(expected);
    expect(life.observed['origin-store']).toBeDefined();
  });

  it('after the loss of its cluster reads its own last archive and writes a new one', () => {
    const life = born();
    life.observed = { 'object-store': life.observed['object-store'] };
    const restore = { from: { claim: 'ledger' }, ...target };
    expect(life.propose({ version: 17, incarnation: 2, restore })).toEqual([]);
    expect(originOf(life.cluster)).toBe('ledger-17-1');
    expect(life.archives).toEqual(['ledger-17-1', 'ledger-17-2']);
    expect(valueAt(life.recovery, 'recoveryTarget')).toEqual(expected);

    life.settle({ backup: false });
    expect(life.reconcile()).toEqual([]);
    expect(life.observed['archive-backup'].metadata.name).toBe(
      'ledger-pg-17-2',
    );

    expect(life.propose({ version: 18, incarnation: 2, restore })).toEqual([]);
    expect(originOf(life.cluster)).toBe('ledger-17-1');
    expect(life.archives).toEqual([
      'ledger-17-1',
      'ledger-17-2',
      'ledger-18-2',
    ]);
    expectUnique(life);
  });
});

it('is rebuilt as soon as what is left of the lost cluster is removed', () => {
  const life = born();
  const claim = {
    version: 17,
    incarnation: 2,
    restore: { from: { claim: 'ledger' } },
  };
  const before = JSON.stringify(life.observed);
  expect(life.propose(claim)).toEqual([
    expect.stringContaining('remove the cluster first'),
  ]);
  expect(JSON.stringify(life.observed)).toBe(before);

  delete life.observed.cluster;
  expect(life.propose(claim)).toEqual([]);
  expect(originOf(life.cluster)).toBe('ledger-17-1');
  expect(life.archives).toEqual(['ledger-17-1', 'ledger-17-2']);
});

it('is lost twice, and never reads what it writes', () => {
  const life = born();
  for (const incarnation of [2, 3, 4]) {
    life.observed = {};
    const from = { claim: 'ledger', incarnation: incarnation - 1 };
    expect(
      life.propose({ version: 17, incarnation, restore: { from } }),
    ).toEqual([]);
    expect(originOf(life.cluster)).toBe(`ledger-17-${incarnation - 1}`);
    life.settle();
  }
  expect(life.archives).toHaveLength(4);
  expectUnique(life);
});

it.each([
  [
    'a new incarnation without saying where the data comes from',
    { version: 17, incarnation: 2 },
    'only grow together with spec.restore',
  ],
  [
    'a new incarnation of another version, whose archive was never written',
    { version: 18, incarnation: 2, restore: { from: { claim: 'ledger' } } },
    'spec.version cannot change together with spec.incarnation',
  ],
  [
    'a restore in place',
    { version: 17, restore: { from: { claim: 'orders-db' } } },
    'spec.restore cannot change unless spec.incarnation grows',
  ],
  [
    'a new incarnation while the cluster lives',
    { version: 17, incarnation: 2, restore: { from: { claim: 'ledger' } } },
    'The running cluster writes the archive "ledger-17-1"',
  ],
  [
    'less protection',
    { version: 17, dataClass: 'ephemeral' },
    'cannot change from "durable" to "ephemeral"',
  ],
])('refuses %s', (_, spec, message) => {
  const life = born();
  const before = JSON.stringify(life.observed);
  expect(life.propose(spec).join(' ')).toContain(message);
  expect(JSON.stringify(life.observed)).toBe(before);
});

it('is retired in two proposals', () => {
  const life = born();
  expect(life.claim && validateRemoval(life.claim)).toHaveLength(1);
  expect(life.observed).toHaveProperty('protect');

  expect(life.propose({ version: 17 }, RELEASED)).toEqual([]);
  expect(life.observed).not.toHaveProperty('protect');
  expect(life.observed).toHaveProperty('cluster');
  expect(life.observed).toHaveProperty('object-store');
  expect(life.claim && validateRemoval(life.claim)).toEqual([]);
});
