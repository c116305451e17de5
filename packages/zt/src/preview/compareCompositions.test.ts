import {
  Composition,
  KubernetesObject,
  ParsedClaim,
} from '@zerotouch/compositions';
import { ComposedClaim } from '../render/composeClaims';
import { compareCompositions } from './compareCompositions';
import { renderChanges } from './renderChanges';

function composed(
  objects:
    | Record<string, [kind: string, name: string, spec?: unknown]>
    | undefined,
  name = 'orders',
): ComposedClaim {
  const claim = {
    apiVersion: 'platform.zerotouch.dev/v1alpha1',
    kind: 'XPostgres',
    metadata: { name, namespace: 'acme' },
    spec: {},
  };
  const parsed: ParsedClaim = {
    claim,
    path: `tenants/acme/${name}/xpostgres.yaml`,
    documentIndex: 0,
    tenant: 'acme',
    locate: () => ({ line: 1, column: 1 }),
  };
  if (!objects) {
    return { parsed, findings: [] };
  }
  const resources = Object.entries(objects).map(
    ([key, [kind, objectName, spec]]) => {
      const object: KubernetesObject = {
        apiVersion: 'v1',
        kind,
        metadata: { name: objectName, namespace: 'acme' },
        spec,
      };
      return [key, { object, ready: false }];
    },
  );
  const composition: Composition = {
    resources: Object.fromEntries(resources),
    conditions: [],
    status: {},
    warnings: [],
  };
  return { parsed, claim, composition, findings: [] };
}

describe('compareCompositions', () => {
  it('tells the four changes apart, in a stable order', () => {
    const before = [
      composed({
        a: ['Service', 'one'],
        b: ['Cluster', 'old'],
        c: ['Cluster', 'same', { size: 1 }],
        e: ['Job', 'kept'],
      }),
    ];
    const after = [
      composed({
        b: ['Cluster', 'new'],
        c: ['Cluster', 'same', { size: 2 }],
        d: ['Service', 'two'],
        e: ['Job', 'kept'],
      }),
    ];
    const { changes, unchanged } = compareCompositions(before, after);
    expect(changes.map(({ key, change }) => [key, change])).toEqual([
      ['a', 'removed'],
      ['b', 'replaced'],
      ['c', 'changed'],
      ['d', 'added'],
    ]);
    expect(unchanged).toBe(1);
    expect(changes[2].fields).toEqual([
      { pointer: '/spec/size', before: 1, after: 2 },
    ]);
    expect(renderChanges(changes)).toEqual([
      '',
      'XPostgres acme/orders (tenants/acme/orders/xpostgres.yaml)',
      '  - removed  a: Service "one"',
      '  ! replaced b: Cluster "old" becomes Cluster "new"',
      '  ~ changed  c: Cluster "same"',
      '      /spec/size: 1 → 2',
      '  + added    d: Service "two"',
    ]);
  });

  it('counts a claim that goes, and one that comes', () => {
    const { changes } = compareCompositions(
      [composed({ a: ['Service', 'one'] }, 'old')],
      [composed({ a: ['Service', 'one'] }, 'new')],
    );
    expect(changes.map(({ claim, change }) => [claim.name, change])).toEqual([
      ['new', 'added'],
      ['old', 'removed'],
    ]);
  });

  it('takes a refused claim for unknown, not for empty', () => {
    const full = composed({ a: ['Service', 'one'] });
    expect(compareCompositions([full], [composed(undefined)]).changes).toEqual(
      [],
    );
    expect(compareCompositions([composed(undefined)], [full]).changes).toEqual(
      [],
    );
  });
});
