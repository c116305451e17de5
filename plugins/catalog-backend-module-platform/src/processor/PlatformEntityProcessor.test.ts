import { Entity } from '@backstage/catalog-model';
import { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { PlatformEntityProcessor } from './PlatformEntityProcessor';

async function process(entity: Entity) {
  const emitted: CatalogProcessorResult[] = [];
  const result = await new PlatformEntityProcessor().postProcessEntity(
    entity,
    undefined,
    item => emitted.push(item),
  );
  return { result, emitted };
}

function claim(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'xpostgres-orders-db', namespace: 'acme', annotations },
    spec: {
      dependsOn: ['api:default/xpostgres', 'component:default/cloudnative-pg'],
    },
  };
}

describe('PlatformEntityProcessor', () => {
  it('leaves an entity without annotations of ours as it is', async () => {
    const entity = claim({});
    const { result, emitted } = await process(entity);
    expect(result).toBe(entity);
    expect(emitted).toEqual([]);
  });

  it('relates the lego back to the claim', async () => {
    const { emitted } = await process(
      claim({ 'platform.zerotouch.dev/claim': 'orders-db' }),
    );
    const self = {
      kind: 'Resource',
      namespace: 'acme',
      name: 'xpostgres-orders-db',
    };
    const api = { kind: 'api', namespace: 'default', name: 'xpostgres' };
    expect(emitted).toEqual([
      {
        type: 'relation',
        relation: { source: api, type: 'dependencyOf', target: self },
      },
      {
        type: 'relation',
        relation: { source: self, type: 'consumesApi', target: api },
      },
      {
        type: 'relation',
        relation: { source: api, type: 'apiConsumedBy', target: self },
      },
    ]);
  });

  it('turns the error into a status item that the catalog shows', async () => {
    const entity = claim({ 'platform.zerotouch.dev/error': 'line 3: wrong' });
    const { result } = await process(entity);
    expect(result).toEqual({
      ...entity,
      status: {
        items: [
          {
            type: 'backstage.io/catalog-processing',
            level: 'error',
            message: 'line 3: wrong',
            error: { name: 'InputError', message: 'line 3: wrong' },
          },
        ],
      },
    });
  });
});
