import {
  createTestClaim,
  createTestTree,
  environmentOf,
  readRepository,
} from '../__testing__/repository';
import { renderClaimYaml } from '../claim/renderClaimYaml';
import { compose } from '../compose/compose';
import { valueAt } from '../document/plain';
import { Composition } from '../types';
import { validateClaim } from '../validation/validateClaim';

const tree = createTestTree();
const required = { displayName: 'Big', owner: 'group:default/big' };

function render(
  spec: Record<string, unknown>,
  name = 'bigcorp',
  annotations?: Record<string, string>,
): Composition {
  const claim = createTestClaim(tree, {
    kind: 'XTenant',
    name,
    annotations,
    spec: { ...required, ...spec },
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

it('lays what belongs in a namespace into its own', () => {
  const cluster = new Set(['ClusterSecretStore', 'ClusterUsage', 'Namespace']);
  const { resources } = render({
    access: [{ group: 'devs', role: 'view' }],
  });
  for (const { object } of Object.values(resources)) {
    expect([object.kind, object.metadata.namespace]).toEqual([
      object.kind,
      cluster.has(object.kind) ? undefined : 'bigcorp',
    ]);
  }
});

it('restricts what pods may be', () => {
  expect(at(render({}), 'namespace', 'metadata', 'labels')).toHaveProperty(
    ['pod-security.kubernetes.io/enforce'],
    'restricted',
  );
});

it('turns the quota into limits of the namespace', () => {
  expect(
    at(render({ quota: { cpu: 3, pods: 7 } }), 'quota', 'spec', 'hard'),
  ).toMatchObject({
    'requests.cpu': '3',
    'requests.memory': '16Gi',
    'requests.storage': '500Gi',
    pods: '7',
  });
});

describe('walls', () => {
  const egress = (spec: Record<string, unknown>) =>
    JSON.stringify(
      at(render(spec), 'network-policy-workloads', 'spec', 'egress'),
    );

  it('let nothing in by themselves', () => {
    expect(at(render({}), 'network-policy', 'spec', 'ingress')).toEqual([{}]);
  });

  it('open the internet only when asked', () => {
    expect(egress({})).toContain('"0.0.0.0/0"');
    expect(egress({ egress: 'cluster' })).not.toContain('0.0.0.0/0');
  });

  it('keep the metadata service of the cloud and private networks closed', () => {
    expect(egress({})).toContain('"169.254.0.0/16"');
    expect(egress({})).toContain('"10.0.0.0/8"');
    expect(egress({})).not.toContain('"world"');
  });
});

it('binds each role once, to all its groups', () => {
  const composition = render({
    access: [
      { group: 'zoo', role: 'view' },
      { group: 'ape', role: 'view' },
    ],
  });
  expect(at(composition, 'access-view', 'roleRef', 'name')).toBe(
    'zerotouch-tenant-view',
  );
  expect(at(composition, 'access-view', 'subjects')).toMatchObject([
    { name: 'ape' },
    { name: 'zoo' },
  ]);
  expect(composition.resources).not.toHaveProperty('access-operate');
});

it('sees only its own secrets, from its own namespace', () => {
  expect(at(render({}), 'secret-store', 'spec')).toMatchObject({
    conditions: [{ namespaces: ['bigcorp'] }],
    provider: { aws: { prefix: '/zerotouch/prod/bigcorp/' } },
  });
});

it('protects itself and its namespace until it is retired', () => {
  expect(at(render({}), 'protect', 'spec', 'of', 'kind')).toBe('XTenant');
  expect(at(render({}), 'protect-namespace', 'spec', 'of', 'kind')).toBe(
    'Namespace',
  );
  const retiring = render({}, 'bigcorp', {
    'platform.zerotouch.dev/retire': 'bigcorp',
  });
  expect(retiring.resources).not.toHaveProperty('protect');
  expect(retiring.resources).not.toHaveProperty('protect-namespace');
  expect(retiring.resources).toHaveProperty('namespace');
});

it('never takes the name of a namespace that the platform uses', () => {
  const used = readRepository('platform')
    .concat(readRepository('bootstrap'))
    .filter(({ path }) => !/\/(examples|tests)\//.test(path))
    .flatMap(({ content }) => [
      ...content.matchAll(/^ *namespace: ([a-z0-9]+)$/gm),
    ])
    .map(([, namespace]) => namespace);
  expect(used).toEqual(expect.arrayContaining(['argocd', 'nats', 'openebs']));
  for (const name of new Set(used)) {
    const text = renderClaimYaml(
      createTestClaim(tree, { kind: 'XTenant', name, spec: required }),
    );
    const path = `tenants/${name}/tenant.yaml`;
    const messages = validateClaim({ text, path, tree }).findings.map(
      ({ message }) => message,
    );
    expect([name, messages]).toEqual([
      name,
      ['The name belongs to the platform; choose another one for the tenant.'],
    ]);
  }
});

it.each(['cnpg-system', 'monitoring', 'gateway', 'kagent'])(
  'never adopts the namespace %s of the platform',
  name => {
    expect(() => render({}, name)).toThrow(
      expect.objectContaining({ name: 'ClaimError', path: '/metadata/name' }),
    );
  },
);
