import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  database,
  platformFiles,
  tenant,
  toFiles,
} from '../testUtils/platformFiles';
import { ANNOTATION_ERROR } from './annotations';
import { toEntities } from './toEntities';

function map(changes: Record<string, string | undefined> = {}) {
  const files = Object.entries({ ...platformFiles, ...changes }).flatMap(
    ([path, content]) => (content === undefined ? [] : [{ path, content }]),
  );
  const { entities, problems } = toEntities(files);
  const byRef = new Map(
    entities.map(entity => [stringifyEntityRef(entity), entity]),
  );
  return {
    refs: [...byRef.keys()],
    get(ref: string): Entity {
      const entity = byRef.get(ref);
      if (!entity) {
        throw new Error(`There is no "${ref}"; there are ${[...byRef.keys()]}`);
      }
      return entity;
    },
    errors: problems.filter(problem => problem.severity === 'error'),
  };
}

describe('toEntities', () => {
  it('maps a whole repository without a problem about a claim', () => {
    const { refs, errors } = map();
    expect(
      errors.filter(({ path }) => path !== 'platform/cluster.yaml'),
    ).toEqual([]);
    expect([...refs].sort()).toEqual([
      'api:default/xpostgres',
      'api:default/xtenant',
      'api:default/xwebservice',
      'component:acme/xwebservice-shop',
      'component:default/cloudnative-pg',
      'component:default/crossplane',
      'component:default/robusta',
      'component:default/zerotouch',
      'domain:default/acme',
      'domain:default/platform',
      'group:default/acme',
      'group:default/founders',
      'group:default/operators',
      'group:default/viewers',
      'resource:acme/xpostgres-orders-db',
      'resource:acme/xtenant-acme',
      'system:acme/workloads',
      'system:default/apis',
      'system:default/crds',
      'system:default/foundation',
      'system:default/intelligence',
      'system:default/observability',
      'template:default/xpostgres',
      'user:default/founder',
    ]);
  });

  it('gives the same list for the same files in any order', () => {
    const files = toFiles(platformFiles);
    expect(toEntities([...files].reverse())).toEqual(toEntities(files));
  });

  it('maps an Application to a component of its layer', () => {
    expect(map().get('component:default/cloudnative-pg')).toMatchObject({
      metadata: {
        title: 'CloudNativePG',
        description: 'Runs every database.',
        annotations: {
          'argocd/app-name': 'cloudnative-pg',
          'backstage.io/kubernetes-namespace': 'cnpg-system',
          'backstage.io/managed-by-location':
            'url:https://forge.zerotouch.invalid/blob/main/platform/01-foundation/cloudnative-pg/application.yaml',
          'backstage.io/source-location':
            'url:https://forge.zerotouch.invalid/tree/main/platform/01-foundation/cloudnative-pg/',
          'backstage.io/techdocs-entity': 'component:default/zerotouch',
          'backstage.io/techdocs-entity-path': '/runbooks/restore/',
          'platform.zerotouch.dev/version': '0.29.0',
        },
      },
      spec: {
        type: 'platform-component',
        lifecycle: 'production',
        owner: 'group:default/founders',
        system: 'system:default/foundation',
        dependsOn: [
          'component:default/crossplane',
          'component:default/cert-manager',
        ],
        providesApis: ['api:default/xpostgres'],
      },
    });
    expect(map().get('component:default/robusta').spec?.system).toBe(
      'system:default/observability',
    );
  });

  it('maps a definition to an API that shows its schema', () => {
    const api = map().get('api:default/xpostgres');
    expect(api.spec).toMatchObject({
      type: 'crossplane-xrd',
      system: 'system:default/apis',
      owner: 'group:default/founders',
    });
    expect(api.spec?.definition).toMatch(
      /^apiVersion: platform.zerotouch.dev\/v1alpha1\nkind: XPostgres\n/,
    );
    expect(api.spec?.definition).toContain('minimum: 10');
  });

  it('maps a tenant to its domain, group and system', () => {
    const { get } = map();
    expect(get('group:default/acme')).toMatchObject({
      metadata: { title: 'Acme' },
      spec: { type: 'tenant', members: ['user:default/founder'] },
    });
    expect(get('domain:default/acme').spec?.owner).toBe('group:default/acme');
    expect(get('system:acme/workloads').spec?.domain).toBe(
      'domain:default/acme',
    );
  });

  it('maps a claim to an entity of its tenant', () => {
    expect(map().get('resource:acme/xpostgres-orders-db')).toMatchObject({
      metadata: {
        title: 'orders-db',
        annotations: {
          'platform.zerotouch.dev/kind': 'XPostgres',
          'platform.zerotouch.dev/tenant': 'acme',
          'platform.zerotouch.dev/claim': 'orders-db',
          'platform.zerotouch.dev/path':
            'tenants/acme/orders-db/xpostgres.yaml',
        },
      },
      spec: {
        type: 'database',
        owner: 'group:default/acme',
        system: 'system:acme/workloads',
        dependsOn: [
          'api:default/xpostgres',
          'component:default/cloudnative-pg',
        ],
      },
    });
  });

  it('relates a claim to the claims that it names, when they exist', () => {
    const shop = 'component:acme/xwebservice-shop';
    expect(map().get(shop).spec).toMatchObject({
      lifecycle: 'production',
      consumesApis: ['api:default/xwebservice'],
      dependsOn: [
        'api:default/xwebservice',
        'component:default/crossplane',
        'resource:acme/xpostgres-orders-db',
      ],
    });
    const without = map({ 'tenants/acme/orders-db/xpostgres.yaml': undefined });
    expect(without.get(shop).spec?.dependsOn).not.toContain(
      'resource:acme/xpostgres-orders-db',
    );
  });

  it('does not take examples of a definition for claims', () => {
    expect(map().refs).not.toContain('resource:example/xpostgres-example-db');
  });

  it('carries the docs of the repository on one component', () => {
    expect(
      map().get('component:default/zerotouch').metadata.annotations,
    ).toMatchObject({
      'backstage.io/techdocs-ref':
        'url:https://forge.zerotouch.invalid/tree/main/?only=docs&only=mkdocs.yml',
    });
  });
});

describe('toEntities of bad files', () => {
  const path = 'tenants/acme/orders-db/xpostgres.yaml';
  const ref = 'resource:acme/xpostgres-orders-db';
  const others = map().refs.filter(other => other !== ref);

  it.each([
    ['broken YAML', 'a: [', 'parse'],
    ['a value out of range', database('acme', 'orders-db', 1), 'schema'],
    [
      'an unknown field',
      `${database('acme', 'orders-db')}  storage: 3\n`,
      'unknown-field',
    ],
    [
      'an unknown kind',
      'apiVersion: platform.zerotouch.dev/v1alpha1\nkind: XNothing\nmetadata: { name: x, namespace: acme }\nspec: {}\n',
      'kind',
    ],
    ['another tenant', database('globex', 'orders-db'), 'namespace'],
  ])('leaves out %s, says why, and keeps the rest', (_, content, rule) => {
    const { refs, errors } = map({ [path]: content });
    expect(refs).toEqual(others);
    expect(errors).toContainEqual(
      expect.objectContaining({ path, rule, line: expect.any(Number) }),
    );
  });

  it('lets the first of two files of one claim win', () => {
    const twin = 'tenants/acme/zz/xpostgres.yaml';
    const { get, errors } = map({ [twin]: database('acme', 'orders-db', 99) });
    expect(get(ref).metadata.annotations?.['platform.zerotouch.dev/path']).toBe(
      path,
    );
    expect(errors).toContainEqual(
      expect.objectContaining({
        path: twin,
        rule: 'duplicate',
        message: expect.stringContaining(`"${ref}" stands in "${path}"`),
      }),
    );
  });

  it('shows a claim whose tenant is gone, with the error on it', () => {
    const { get } = map({ 'tenants/acme/tenant.yaml': undefined });
    expect(get(ref).metadata.annotations?.[ANNOTATION_ERROR]).toContain(
      'There is no tenant "acme"',
    );
  });

  it('puts a given error on every entity of the file', () => {
    const { entities } = toEntities(toFiles(platformFiles), {
      errors: new Map([['tenants/acme/tenant.yaml', 'line 3: wrong']]),
    });
    const marked = entities.filter(
      entity => entity.metadata.annotations?.[ANNOTATION_ERROR],
    );
    expect(marked.map(entity => stringifyEntityRef(entity))).toEqual([
      'group:default/acme',
      'domain:default/acme',
      'system:acme/workloads',
      'resource:acme/xtenant-acme',
    ]);
  });

  it.each(['founders', 'operators', 'viewers', 'platform'])(
    'does not let a tenant be called "%s"',
    name => {
      const tenantPath = `tenants/${name}/tenant.yaml`;
      const { refs, errors } = map({ [tenantPath]: tenant(name, 'Evil') });
      expect(errors).toContainEqual(
        expect.objectContaining({ path: tenantPath, rule: 'entity' }),
      );
      expect(refs).not.toContain(`system:${name}/workloads`);
    },
  );
});

describe('the groups that carry roles', () => {
  it('stay what they are when a tenant takes their name', () => {
    const { get } = map({
      'tenants/founders/tenant.yaml': tenant('founders', 'Evil'),
    });
    expect(get('group:default/founders').spec).toEqual({
      type: 'role',
      profile: { displayName: 'Founders' },
      children: [],
    });
  });
});

describe('toEntities of entities that the repository holds', () => {
  const component = `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: shop-ui
  annotations: { team: ui, backstage.io/managed-by-location: 'url:https://elsewhere' }
spec: { type: website, lifecycle: production, owner: group:default/acme }
`;

  it('takes them over with the place where they stand', () => {
    const { get } = map({ 'tenants/acme/shop/catalog-info.yaml': component });
    expect(get('component:default/shop-ui').metadata.annotations).toMatchObject(
      {
        team: 'ui',
        'backstage.io/managed-by-location':
          'url:https://forge.zerotouch.invalid/blob/main/tenants/acme/shop/catalog-info.yaml',
      },
    );
  });

  it('lets a file say who the founder is', () => {
    const { get } = map({
      'catalog-info.yaml': `
apiVersion: backstage.io/v1alpha1
kind: User
metadata: { name: founder, title: Ada }
spec: { memberOf: [group:default/founders] }
`,
    });
    expect(get('user:default/founder').metadata.title).toBe('Ada');
  });

  it.each([
    [
      'a group in a tenant folder',
      'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: founders }\nspec: { type: role, children: [], members: [user:default/mallory] }\n',
      'cannot be declared in a tenant',
    ],
    ['a foreign field', `${component}status: {}\n`, '"status" does not belong'],
    [
      'a kind that is not shown',
      component.replace('kind: Component', 'kind: Location'),
      'The kind "Location"',
    ],
    [
      'a missing owner',
      component.replace(', owner: group:default/acme', ''),
      'spec.owner',
    ],
    [
      'a bad name',
      component.replace('name: shop-ui', 'name: "shop ui"'),
      'metadata.name "shop ui"',
    ],
  ])('refuses %s', (_, content, message) => {
    const path = 'tenants/acme/shop/catalog-info.yaml';
    const { refs, errors } = map({ [path]: content });
    expect(refs).toEqual(map().refs);
    expect(errors).toContainEqual(
      expect.objectContaining({
        path,
        rule: 'entity',
        message: expect.stringContaining(message),
      }),
    );
  });
});
