import { layerOf, toLayerEntities } from './layers';

describe('layerOf', () => {
  it.each([
    ['platform/00-crds/keda-crds/application.yaml', undefined, 'crds'],
    [
      'platform/03-intelligence/kagent/application.yaml',
      undefined,
      'intelligence',
    ],
    ['bootstrap/applications/nats.yaml', undefined, 'foundation'],
    ['platform/99-other/x.yaml', undefined, 'foundation'],
    ['bootstrap/crds.yaml', '00-crds', 'crds'],
    [
      'platform/01-foundation/x/application.yaml',
      '02-observability',
      'observability',
    ],
    ['platform/04-apis/legos/application.yaml', 'bootstrap', 'apis'],
    ['platform/04-apis/legos/application.yaml', 'toString', 'apis'],
  ])('puts %s with label %s into %s', (path, label, layer) => {
    expect(layerOf(path, label)).toBe(layer);
  });

  it('names only layers that have a system', () => {
    expect(
      toLayerEntities()
        .filter(({ kind }) => kind === 'System')
        .map(({ metadata }) => metadata.name),
    ).toEqual(['crds', 'foundation', 'observability', 'intelligence', 'apis']);
  });
});
