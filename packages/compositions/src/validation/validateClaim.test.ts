import { createTestTree, readRepository } from '../__testing__/repository';
import { parseClaimText } from '../claim/parseClaimText';
import { renderClaimYaml } from '../claim/renderClaimYaml';
import { readPlatformTree } from '../tree/readPlatformTree';
import { Claim } from '../types';
import { validateClaim, validateParsedClaim } from './validateClaim';

const tree = createTestTree();

function claim(kind: string, spec: Record<string, unknown>, name = 'app-db') {
  const annotations = {
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  };
  return {
    apiVersion: 'platform.zerotouch.dev/v1alpha1',
    kind,
    metadata: { name, namespace: 'acme', annotations },
    spec,
  };
}

function validate(item: Claim, previous?: Claim) {
  const path = `tenants/acme/${item.metadata.name}/x.yaml`;
  return validateClaim({ text: renderClaimYaml(item), path, previous, tree });
}

function messages(item: Claim, previous?: Claim): string[] {
  return validate(item, previous)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ pointer, message }) => `${pointer}: ${message}`);
}

describe('a valid claim', () => {
  it('comes back with its defaults', () => {
    const { claim: validated, findings } = validate(claim('XPostgres', {}));
    expect(findings).toEqual([]);
    expect(validated?.spec).toMatchObject({
      size: 'small',
      version: 18,
      incarnation: 1,
    });
  });

  it('may have a warning', () => {
    const { findings } = validate(
      claim('XWebService', { image: 'ghcr.io/acme/app:1.0' }),
    );
    expect(findings).toMatchObject([
      { rule: 'image-digest', severity: 'warning', pointer: '/spec/image' },
    ]);
  });
});

describe('rules about changes', () => {
  const restored = (incarnation: number, target?: string) => ({
    version: 18,
    incarnation,
    restore: {
      from: { claim: 'app-db', incarnation: 1 },
      ...(target ? { targetTime: target } : {}),
    },
  });
  const cases: [
    string,
    string,
    Record<string, unknown>,
    Record<string, unknown>,
    string | undefined,
  ][] = [
    ['XPostgres', 'grow', { storageGB: 20 }, { storageGB: 40 }, undefined],
    [
      'XPostgres',
      'shrink',
      { storageGB: 40 },
      {},
      '/spec/storageGB: spec.storageGB can only grow; a volume cannot be made smaller.',
    ],
    ['XPostgres', 'upgrade', { version: 16 }, { version: 17 }, undefined],
    [
      'XPostgres',
      'downgrade',
      {},
      { version: 17 },
      '/spec/version: spec.version can only grow; PostgreSQL cannot be downgraded.',
    ],
    [
      'XPostgres',
      'lose its durability',
      {},
      { dataClass: 'ephemeral' },
      '/spec/dataClass: spec.dataClass cannot change from "durable" to "ephemeral"; the data would lose its protection.',
    ],
    ['XPostgres', 'restore', {}, restored(2), undefined],
    [
      'XPostgres',
      'count up without a restore',
      {},
      { incarnation: 2 },
      '/spec/incarnation: spec.incarnation can only grow together with spec.restore, which says where the data comes from.',
    ],
    [
      'XPostgres',
      'restore in place',
      restored(2),
      restored(2, '2026-11-20T10:15:00Z'),
      '/spec/restore: spec.restore cannot change unless spec.incarnation grows; a database is restored as a new incarnation, never in place.',
    ],
    [
      'XPostgres',
      'forget its restore',
      restored(2),
      { incarnation: 2 },
      '/spec/restore: spec.restore cannot change unless spec.incarnation grows; a database is restored as a new incarnation, never in place.',
    ],
    ['XPostgres', 'keep its restore', restored(2), restored(2), undefined],
    [
      'XDragonfly',
      'get snapshots later',
      {},
      { snapshot: { schedule: '0 2 * * *' } },
      '/spec/snapshot: spec.snapshot cannot be added or removed later; create a new cache instead.',
    ],
    [
      'XDragonfly',
      'change the snapshot volume',
      { snapshot: { schedule: '0 2 * * *' } },
      { snapshot: { schedule: '0 3 * * *', storageGB: 20 } },
      '/spec/snapshot/storageGB: spec.snapshot.storageGB cannot change; create a new cache instead.',
    ],
    [
      'XDragonfly',
      'change the snapshot schedule',
      { snapshot: { schedule: '0 2 * * *' } },
      { snapshot: { schedule: '0 3 * * *' } },
      undefined,
    ],
  ];

  it.each(cases)('%s may %s or not', (kind, _, before, after, expected) => {
    expect(messages(claim(kind, after), claim(kind, before))).toEqual(
      expected === undefined ? [] : [expected],
    );
  });

  it('do not apply to a new claim', () => {
    expect(messages(claim('XPostgres', { incarnation: 5 }))).toEqual([]);
  });

  it('hold for the volume of a service', () => {
    const service = (sizeGB: number, mountPath = '/data') =>
      claim('XWebService', {
        image: 'app',
        scaling: { max: 1 },
        volume: { sizeGB, mountPath },
      });
    expect(messages(service(20), service(10))).toEqual([]);
    expect(messages(service(10), service(20))).toEqual([
      '/spec/volume/sizeGB: spec.volume.sizeGB can only grow.',
    ]);
    expect(messages(service(10, '/other'), service(10))).toEqual([
      '/spec/volume/mountPath: spec.volume.mountPath cannot change.',
    ]);
  });
});

describe('a restored database', () => {
  const restored = (version: number) =>
    claim('XPostgres', {
      version,
      incarnation: 2,
      restore: { from: { claim: 'orders-db' } },
    });

  it('begins with the version of its source', () => {
    expect(messages(restored(18))).toHaveLength(1);
    expect(messages(restored(17))).toEqual([]);
  });

  it('may be upgraded later', () => {
    expect(messages(restored(18), restored(17))).toEqual([]);
  });
});

describe('a file', () => {
  const text = renderClaimYaml(claim('XPostgres', {}));
  const path = 'tenants/acme/app-db/xpostgres.yaml';

  it('with nothing in it is refused', () => {
    for (const empty of ['', '# a comment\n', '---\n---\n']) {
      expect(validateClaim({ text: empty, path, tree }).findings).toMatchObject(
        [{ rule: 'parse', line: 1, column: 1 }],
      );
    }
  });

  it('of several documents is validated one by one', () => {
    const both = `${text}---\n${text.replace(
      'spec: {}',
      'spec:\n  size: big',
    )}`;
    expect(
      validateClaim({ text: both, path, tree, documentIndex: 0 }).findings,
    ).toEqual([]);
    expect(
      validateClaim({ text: both, path, tree, documentIndex: 1 }).findings,
    ).toMatchObject([{ rule: 'schema', line: 18, column: 9 }]);
  });

  it('may replace itself in the tree', () => {
    const filled = createTestTree([{ path, content: text }]);
    expect(validateClaim({ text, path, tree: filled }).findings).toEqual([]);
    expect(
      validateClaim({ text, path: 'tenants/acme/b/x.yaml', tree: filled })
        .findings,
    ).toMatchObject([{ rule: 'unique-name', pointer: '/metadata/name' }]);
  });
});

it('finds the same in a claim of the tree as in its text', () => {
  const files = [
    renderClaimYaml(claim('XPostgres', { storageGB: 5 })),
    renderClaimYaml(claim('XDragonfly', {}, 'images')),
    renderClaimYaml({ ...claim('XQueue', {}), kind: 'XQueue' }),
  ].map((content, index) => ({
    path: `tenants/acme/c${index}/x.yaml`,
    content,
  }));
  const filled = createTestTree(files);
  for (const { path, content } of files) {
    const [parsed] = filled.claims.filter(item => item.path === path);
    expect(validateParsedClaim({ parsed, tree: filled })).toEqual(
      validateClaim({ text: content, path, tree: filled }),
    );
  }
});

it('skips what needs the environment when that cannot be read, and says so once in the tree', () => {
  const files = readRepository('platform').filter(
    ({ path }) => path !== 'platform/cluster.yaml',
  );
  const blind = readPlatformTree([
    ...files,
    { path: 'platform/cluster.yaml', content: 'env: prod\n' },
  ]);
  expect(blind.problems.length).toBeGreaterThan(0);
  const ephemeral = claim('XPostgres', { dataClass: 'ephemeral' });
  const { findings } = validateClaim({
    text: renderClaimYaml(ephemeral),
    path: 'tenants/acme/app-db/xpostgres.yaml',
    tree: blind,
  });
  expect(findings.map(({ rule }) => rule)).toEqual(['tenant']);
});

describe('the repository itself', () => {
  const folders = ['platform', 'tenants', 'bootstrap'];
  const files = folders.flatMap(readRepository);
  const real = readPlatformTree(files);

  it('has no problems', () => {
    expect(real.problems).toEqual([]);
    expect(real.tenants).toEqual(expect.arrayContaining(['acme', 'globex']));
  });

  it.each(real.claims.map(item => [item.path, item] as const))(
    'has no error in %s',
    (path, { documentIndex }) => {
      const text = files.find(file => file.path === path)?.content ?? '';
      const { findings } = validateClaim({
        text,
        path,
        tree: real,
        documentIndex,
      });
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual(
        [],
      );
    },
  );
});

it('accepts every example', () => {
  for (const { path, content } of readRepository('platform/04-apis')) {
    if (!path.includes('/examples/')) {
      continue;
    }
    const [{ claim: example }] = parseClaimText(content).documents;
    const name = example?.metadata.name ?? '';
    const { findings } = validateClaim({
      text: content,
      path:
        example?.kind === 'XTenant'
          ? `tenants/${name}/tenant.yaml`
          : `tenants/acme/${name}/${example?.kind.toLowerCase()}.yaml`,
      tree,
    });
    const unexpected = findings.filter(
      ({ rule }) => rule !== 'unique-name' && rule !== 'image-digest',
    );
    expect({ path, unexpected }).toEqual({ path, unexpected: [] });
  }
});
