import type { Entity } from '@backstage/catalog-model';
import { toLayers } from './toLayers';

const entity = (
  kind: string,
  name: string,
  spec: Entity['spec'],
  title?: string,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, title },
  spec,
});

describe('toLayers', () => {
  it('orders layers from the ground up and parts by title', () => {
    const layers = toLayers([
      entity('System', 'apis', { type: 'layer' }, 'APIs'),
      entity('System', 'crds', { type: 'layer' }, 'A first title'),
      entity('System', 'extra', { type: 'layer' }),
      entity('System', 'foundation', { type: 'layer' }, 'Foundation'),
      entity('Component', 'nats', { system: 'system:default/foundation' }),
      entity('Component', 'cilium', { system: 'foundation' }, 'Cilium'),
      entity('API', 'xpostgres', { system: 'apis' }),
    ]);
    expect(layers.map(({ title }) => title)).toEqual([
      'Foundation',
      'APIs',
      'extra',
      'A first title',
    ]);
    expect(layers[0].parts).toEqual([
      { entityRef: 'component:default/cilium', title: 'Cilium' },
      { entityRef: 'component:default/nats', title: 'nats' },
    ]);
    expect(layers[2].parts).toEqual([]);
  });

  it('leaves out other systems and what belongs to them', () => {
    expect(
      toLayers([
        entity('System', 'workloads', { type: 'tenant' }),
        entity('Component', 'shop', { system: 'workloads' }),
        entity('Component', 'alone', {}),
      ]),
    ).toEqual([]);
  });
});
