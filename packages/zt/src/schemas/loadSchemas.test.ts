import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isObject } from '@zerotouch/compositions';
import { contentOf, createContext, noModules } from '../__testing__/repository';
import { GoModules, ModuleSource } from './GoModules';
import { loadSchemas } from './loadSchemas';
import { Versions, parseVersions } from './Versions';

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: keda.sh
  names: { kind: ScaledObject }
  versions:
    - name: v1alpha1
      served: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, required: [max], properties: { max: { type: integer } } }
    - name: v1
      served: false
      schema: { openAPIV3Schema: { type: object } }
`;

const OPENAPI = {
  definitions: {
    'core.ConfigMap': {
      type: 'object',
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: { $ref: '#/definitions/meta' },
        data: { type: 'object', additionalProperties: { type: 'string' } },
      },
      'x-kubernetes-group-version-kind': [
        { group: '', version: 'v1', kind: 'ConfigMap' },
      ],
    },
    meta: { type: 'object', properties: { name: { type: 'string' } } },
  },
};

describe('loadSchemas', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zt-schemas-'));
  const cacheDir = join(folder, 'cache');
  const calls: string[] = [];
  const modules: ModuleSource = {
    download: async (module, version) => {
      calls.push(`${module}@${version}`);
      return module === 'example.com/refused'
        ? { reason: '403 Forbidden' }
        : { dir: join(folder, module) };
    },
  };
  const versions: Versions = {
    locate: () => ({ line: 1, column: 1 }),
    tools: {},
    components: {
      keda: {
        version: '1',
        sources: [],
        schemas: {
          module: 'example.com/keda',
          version: 'v1.0.0',
          groups: ['keda.sh'],
          files: ['crds/*.yaml'],
        },
      },
      kubernetes: {
        version: '1',
        sources: [],
        schemas: {
          module: 'example.com/kubernetes',
          version: 'v1.0.0',
          groups: [''],
          openapi: 'api/swagger.json',
        },
      },
      refused: {
        version: '1',
        sources: [],
        schemas: {
          module: 'example.com/refused',
          version: 'v1.0.0',
          groups: ['refused.dev'],
          files: ['*.yaml'],
        },
      },
      unused: {
        version: '1',
        sources: [],
        schemas: {
          module: 'example.com/unused',
          version: 'v1.0.0',
          groups: ['unused.dev'],
          files: ['*.yaml'],
        },
      },
    },
  };
  const load = () =>
    loadSchemas({
      versions,
      groups: new Set(['', 'keda.sh', 'refused.dev']),
      modules,
      cacheDir,
    });

  beforeAll(() => {
    for (const [path, content] of [
      ['example.com/keda/crds/scaledobject.yaml', CRD],
      ['example.com/keda/crds/nested/other.yaml', 'a: ['],
      ['example.com/kubernetes/api/swagger.json', JSON.stringify(OPENAPI)],
    ]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const scaledObject = (spec: unknown, apiVersion = 'keda.sh/v1alpha1') => ({
    apiVersion,
    kind: 'ScaledObject',
    metadata: { name: 'a' },
    spec,
  });

  it('refuses an unknown and a missing field, with their place', async () => {
    const schemas = await load();
    expect(schemas.check(scaledObject({ max: 1 }))).toEqual({
      result: 'checked',
      issues: [],
    });
    expect(schemas.check(scaledObject({ maxi: 1 }))).toEqual({
      result: 'checked',
      issues: [
        {
          pointer: '/spec',
          message: "/spec must have required property 'max'",
        },
        {
          pointer: '/spec/maxi',
          message: 'the field "maxi" does not exist in /spec',
        },
      ],
    });
  });

  it('follows the references of the core kinds', async () => {
    const schemas = await load();
    const check = (metadata: unknown) =>
      schemas.check({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata,
        data: {},
      });
    expect(check({ name: 'a' })).toEqual({ result: 'checked', issues: [] });
    expect(check({ nam: 'a' })).toMatchObject({
      issues: [{ pointer: '/metadata/nam' }],
    });
  });

  it('knows no kind that is misspelled, not served, or of nobody', async () => {
    const schemas = await load();
    expect(
      schemas.check({ ...scaledObject({}), kind: 'ScaledObjekt' }),
    ).toMatchObject({ result: 'unknown' });
    expect(schemas.check(scaledObject({}, 'keda.sh/v1'))).toMatchObject({
      result: 'unknown',
    });
    expect(schemas.check(scaledObject({}, 'nobody.dev/v1'))).toMatchObject({
      result: 'unknown',
    });
  });

  it('skips the kinds of a module that was refused, with the reason', async () => {
    const schemas = await load();
    expect(schemas.check({ apiVersion: 'refused.dev/v1', kind: 'A' })).toEqual({
      result: 'skipped',
      reason: 'the types of refused are missing: 403 Forbidden',
    });
  });

  it('gets a module once, a refused one again, and an unused one never', async () => {
    rmSync(cacheDir, { recursive: true, force: true });
    calls.length = 0;
    await load();
    await load();
    expect(calls.sort()).toEqual([
      'example.com/keda@v1.0.0',
      'example.com/kubernetes@v1.0.0',
      'example.com/refused@v1.0.0',
      'example.com/refused@v1.0.0',
    ]);
    expect(readdirSync(cacheDir)).toHaveLength(2);
  });
});

describe('types that are restated', () => {
  let dragonfly: Record<string, unknown> = {};
  beforeAll(async () => {
    const { composed } = await createContext();
    const [object] = composed
      .flatMap(({ composition }) => Object.values(composition?.resources ?? {}))
      .map(resource => resource.object)
      .filter(({ kind }) => kind === 'Dragonfly');
    dragonfly = { ...object };
  });
  const load = (change: (content: string) => string = content => content) => {
    const versions = parseVersions(change(contentOf('platform/versions.yaml')));
    if ('message' in versions) {
      throw new Error(versions.message);
    }
    return loadSchemas({
      versions,
      groups: new Set(['dragonflydb.io', 'kagent.dev']),
      modules: noModules,
      cacheDir: '/nowhere',
    });
  };
  const agent = (declarative: unknown) => ({
    apiVersion: 'kagent.dev/v1alpha2',
    kind: 'Agent',
    metadata: { name: 'a' },
    spec: { type: 'Declarative', declarative },
  });

  it('check what is composed, without Go, and refuse every other field', async () => {
    const schemas = await load();
    const object = dragonfly;
    expect(schemas.check(object)).toEqual({ result: 'checked', issues: [] });
    const spec = isObject(object.spec) ? object.spec : {};
    expect(
      schemas.check({ ...object, spec: { ...spec, replica: 2 } }),
    ).toMatchObject({ issues: [{ pointer: '/spec/replica' }] });
    expect(
      schemas.check({ ...object, spec: { ...spec, replicas: '2' } }),
    ).toMatchObject({ issues: [{ pointer: '/spec/replicas' }] });
    const { spec: _, ...bare } = object;
    expect(schemas.check(bare)).toMatchObject({
      issues: [{ message: expect.stringContaining("'spec'") }],
    });
  });

  it('keep the rules between fields', async () => {
    const schemas = await load();
    const from = { type: 'ConfigMap', name: 'a', key: 'b' };
    expect(schemas.check(agent({ systemMessage: 'hello' }))).toEqual({
      result: 'checked',
      issues: [],
    });
    expect(
      schemas.check(agent({ systemMessage: 'hello', systemMessageFrom: from })),
    ).toMatchObject({ issues: [{ pointer: '/spec/declarative' }] });
    expect(
      schemas.check({
        apiVersion: 'kagent.dev/v1alpha2',
        kind: 'RemoteMCPServer',
        spec: {
          description: 'tools',
          url: 'http://tools/mcp',
          headersFrom: [{ name: 'authorization', value: 'a', valueFrom: from }],
        },
      }),
    ).toMatchObject({ issues: [{ pointer: '/spec/headersFrom/0' }] });
  });

  it('are skipped as soon as another version is pinned', async () => {
    const schemas = await load(content =>
      content.replace('version: 1.6.1', 'version: 1.7.0'),
    );
    expect(schemas.check(dragonfly)).toEqual({
      result: 'skipped',
      reason: expect.stringMatching(/restated as of 1\.6\.1, but 1\.7\.0/),
    });
  });

  it('are skipped when their file is missing', async () => {
    const schemas = await load(content =>
      content.replace('restated: dragonfly-operator.yaml', 'restated: no.yaml'),
    );
    expect(schemas.check(dragonfly)).toMatchObject({ result: 'skipped' });
  });
});

describe('GoModules', () => {
  it('says so when Go cannot be had', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zt-go-'));
    writeFileSync(
      join(folder, 'go'),
      '#!/bin/sh\necho \'{"Error":"module  gone"}\'\nexit 1\n',
      { mode: 0o755 },
    );
    const modules = GoModules.create({
      env: { PATH: `${folder}:/bin:/usr/bin` },
    });
    await expect(modules.download('example.com/a', 'v1.0.0')).resolves.toEqual({
      reason: 'module gone',
    });
    rmSync(folder, { recursive: true });
  });
});

describe('parseVersions', () => {
  it('reads the file of this checkout', () => {
    const versions = parseVersions(contentOf('platform/versions.yaml'));
    expect(versions).toHaveProperty('components.cloudnative-pg.version');
  });

  it.each([
    ['no file', undefined, /missing or empty/],
    ['broken YAML', 'a: [', /not valid YAML/],
    [
      'an unknown field',
      'components: { a: { version: "1", sources: [], extra: 1 } }',
      /additional properties/,
    ],
    [
      'types from nowhere',
      'components: { a: { version: "1", sources: [], schemas: { module: m, version: v1, groups: [g] } } }',
      /oneOf|required/,
    ],
    [
      'restated types without a reason',
      'components: { a: { version: "1", sources: [], schemas: { restated: a.yaml, groups: [g] } } }',
      /required/,
    ],
  ])('refuses %s with a place', (_name, content, message) => {
    expect(parseVersions(content)).toEqual({
      line: expect.any(Number),
      column: expect.any(Number),
      message: expect.stringMatching(message),
    });
  });
});
