/**
 * The manifests in platform/01-foundation/composition-function against the code. `UPDATE_GOLDENS=1` writes the generated ones anew; read
 * the difference as you read code: it is what Crossplane may do, and what every claim is composed from.
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { resourceKeys } from '@zerotouch/compositions';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { readPlatform, repositoryRoot } from '../__testUtils__/platform';
import {
  ENVIRONMENT_NAME,
  ENVIRONMENT_REQUIREMENT,
} from '../compose/readEnvironment';
import { composedTypes, coreRights } from './composedTypes';
import { ComposedType, toClusterRole, typeOf } from './toClusterRole';
import { toEnvironmentConfig } from './toEnvironmentConfig';

const MANIFESTS = 'platform/01-foundation/composition-function/manifests';

/** Keys that no example shows: a backup after an upgrade needs an existing database, a server one that this cluster does not have. */
const BEYOND_EXAMPLES: Record<string, ComposedType> = {
  'XPostgres/archive-backup': { group: 'postgresql.cnpg.io', kind: 'Backup' },
  'XAgent/knowledge-server': { group: 'kagent.dev', kind: 'RemoteMCPServer' },
  'XAgent/server-*': { group: 'kagent.dev', kind: 'RemoteMCPServer' },
};

const { environment, tree } = readPlatform();
const legos = [...tree.definitions.values()];

interface Golden {
  kind: string;
  key: string;
  object: { apiVersion: string; kind: string; roleRef?: { name: string } };
}

const composed: Golden[] = legos.flatMap(({ kind }) => {
  const folder = join(
    repositoryRoot,
    'packages/compositions/src',
    kind.toLowerCase(),
    'goldens',
  );
  return readdirSync(folder).flatMap(name => {
    const { resources } = parse(readFileSync(join(folder, name), 'utf8'));
    return Object.entries<{ object: Golden['object'] }>(resources).map(
      ([key, { object }]) => ({ kind, key, object }),
    );
  });
});

const types = [
  ...composed.map(({ object }) => typeOf(object)),
  ...Object.values(BEYOND_EXAMPLES),
];
const boundRoles = composed.flatMap(({ object }) =>
  object.roleRef ? [object.roleRef.name] : [],
);

function readManifests(path: string): any[] {
  return parseAllDocuments(
    readFileSync(join(repositoryRoot, MANIFESTS, path), 'utf8'),
  ).map(document => document.toJS());
}

/** The file as it is, and as it would be generated; written first when goldens are updated. */
function generate(path: string, source: string, object: unknown) {
  const file = join(repositoryRoot, MANIFESTS, path);
  const text = `# Generated from ${source}; do not edit. To write it anew:\n#   UPDATE_GOLDENS=1 yarn workspace @zerotouch/composition-function test --watchAll=false src/platform\n${stringify(
    object,
    { lineWidth: 0, aliasDuplicateObjects: false, singleQuote: true },
  )}`;
  if (process.env.UPDATE_GOLDENS === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return { found: existsSync(file) ? readFileSync(file, 'utf8') : '', text };
}

it('the EnvironmentConfig is that of platform/cluster.yaml', () => {
  const { found, text } = generate(
    'environmentconfig.yaml',
    'platform/cluster.yaml',
    toEnvironmentConfig(environment),
  );
  expect(found).toBe(text);
});

it("Crossplane's additional role is made from what the legos compose", () => {
  const { found, text } = generate(
    'composed-kinds/clusterrole.yaml',
    'the goldens of the legos',
    toClusterRole({ types, boundRoles }),
  );
  expect(found).toBe(text);
});

it('Crossplane holds the rights to every composed type and to no other', () => {
  const [role] = readManifests('composed-kinds/clusterrole.yaml');
  const granted: string[] = role.rules
    .filter(({ verbs }: { verbs: string[] }) => verbs.includes('create'))
    .flatMap(({ apiGroups, resources }: Record<string, string[]>) =>
      apiGroups.flatMap(group => resources.map(name => `${group}/${name}`)),
    );
  const needed = new Set(
    types
      .map(({ group, kind }) => ({
        group,
        resource: composedTypes[`${group}/${kind}`],
      }))
      .filter(
        ({ group, resource }) =>
          !coreRights[group]?.some(held => ['*', resource].includes(held)),
      )
      .map(({ group, resource }) => `${group}/${resource}`),
  );
  expect({
    missing: [...needed].filter(one => !granted.includes(one)),
    surplus: granted.filter(one => !needed.has(one)),
  }).toEqual({ missing: [], surplus: [] });
  expect(role.metadata.labels).toEqual({
    'rbac.crossplane.io/aggregate-to-crossplane': 'true',
  });
  expect(JSON.stringify(role.rules)).not.toContain('"*"');
});

it.each(legos.map(({ kind }) => kind))(
  'an example of %s shows every frozen key',
  kind => {
    const shown = composed.filter(one => one.kind === kind);
    const unseen = resourceKeys[kind].filter(
      frozen =>
        !BEYOND_EXAMPLES[`${kind}/${frozen}`] &&
        !shown.some(({ key }) =>
          frozen.endsWith('*')
            ? key.startsWith(frozen.slice(0, -1))
            : key === frozen,
        ),
    );
    expect(unseen).toEqual([]);
  },
);

it('an unknown type is not guessed', () => {
  expect(() =>
    toClusterRole({
      types: [{ group: 'example.com', kind: 'Mouse' }],
      boundRoles: [],
    }),
  ).toThrow('A lego composes "Mouse" of the group "example.com"');
});

it('a missing and a surplus type show', () => {
  const whole = JSON.stringify(toClusterRole({ types, boundRoles }));
  const without = types.filter(({ kind }) => kind !== 'Dragonfly');
  expect(
    JSON.stringify(toClusterRole({ types: without, boundRoles })),
  ).not.toBe(whole);
  const more = [...types, { group: 'keda.sh', kind: 'TriggerAuthentication' }];
  expect(JSON.stringify(toClusterRole({ types: more, boundRoles }))).not.toBe(
    whole,
  );
});

describe('the roles that a tenant can give', () => {
  const roles = readManifests('tenant-access/clusterrole.yaml');
  const roleOf = (name: string) =>
    roles.find(({ metadata }) => metadata.name === name);

  it('are the ones that Crossplane may bind', () => {
    const [{ rules }] = readManifests('composed-kinds/clusterrole.yaml');
    const bound = rules.find(({ verbs }: { verbs: string[] }) =>
      verbs.includes('bind'),
    );
    expect(bound.resourceNames).toEqual([
      'zerotouch-tenant-operate',
      'zerotouch-tenant-view',
    ]);
    expect(roles.map(({ metadata }) => metadata.name).sort()).toEqual(
      bound.resourceNames,
    );
  });

  it('read no Secret, open no shell and give no rights', () => {
    const resources = roles.flatMap(({ rules }) =>
      rules.flatMap((rule: { resources: string[] }) => rule.resources),
    );
    for (const forbidden of [
      'secrets',
      'pods/exec',
      'pods/attach',
      'pods/portforward',
      'pods/ephemeralcontainers',
      'serviceaccounts/token',
      'rolebindings',
      'roles',
    ]) {
      expect(resources).not.toContain(forbidden);
    }
  });

  it('view only reads; operate can end pods besides', () => {
    const verbs = (name: string) =>
      new Set(
        roleOf(name).rules.flatMap((rule: { verbs: string[] }) => rule.verbs),
      );
    expect(verbs('zerotouch-tenant-view')).toEqual(
      new Set(['get', 'list', 'watch']),
    );
    const operate = roleOf('zerotouch-tenant-operate').rules;
    expect(operate.slice(0, -1)).toEqual(roleOf('zerotouch-tenant-view').rules);
    expect(operate[operate.length - 1]).toEqual({
      apiGroups: [''],
      resources: ['pods'],
      verbs: ['delete'],
    });
  });
});

describe('the way from a claim to this function', () => {
  const [fn] = readManifests('function.yaml');

  it.each(legos.map(({ kind }) => kind))(
    'the Composition of %s names the function and the environment',
    kind => {
      const path = join(
        repositoryRoot,
        `platform/04-apis/${kind.toLowerCase()}/composition.yaml`,
      );
      const { pipeline } = parse(readFileSync(path, 'utf8')).spec;
      expect(pipeline).toEqual([
        {
          step: 'compose',
          functionRef: { name: fn.metadata.name },
          requirements: {
            requiredResources: [
              {
                requirementName: ENVIRONMENT_REQUIREMENT,
                apiVersion: 'apiextensions.crossplane.io/v1beta1',
                kind: 'EnvironmentConfig',
                name: ENVIRONMENT_NAME,
              },
            ],
          },
        },
      ]);
    },
  );

  it('the function runs with its own runtime configuration', () => {
    const [config] = readManifests('deploymentruntimeconfig.yaml');
    expect(fn.spec.runtimeConfigRef.name).toBe(config.metadata.name);
    const [container] =
      config.spec.deploymentTemplate.spec.template.spec.containers;
    expect(container).toMatchObject({
      name: 'package-runtime',
      securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true },
    });
  });

  it('the package has the name and the version that are installed', () => {
    const folder = join(repositoryRoot, 'packages/composition-function');
    const pack = parse(
      readFileSync(join(folder, 'package/crossplane.yaml'), 'utf8'),
    );
    const { version } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    expect(pack).toMatchObject({
      apiVersion: 'meta.pkg.crossplane.io/v1',
      kind: 'Function',
      metadata: { name: fn.metadata.name },
      spec: { capabilities: ['composition'] },
    });
    expect(basename(fn.spec.package)).toBe(`${fn.metadata.name}:v${version}`);
  });
});
