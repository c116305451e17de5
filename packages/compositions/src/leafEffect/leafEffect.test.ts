/**
 * Every field of every platform API has an effect: there is a valid claim in which another valid value changes a composed object. Status
 * does not count. Exceptions are listed with their reasons in `exceptions.ts`.
 */
import { isObject } from '../document/plain';
import { leafEffectExceptions } from './exceptions';
import { bases } from './__testing__/bases';
import { basesOf, leaves, resourcesOf, variants } from './__testing__/leaves';

function objectsOf(kind: string, spec: Record<string, unknown>) {
  const resources = resourcesOf(kind, spec);
  return resources && JSON.stringify(resources);
}

it.each(leaves)('$name', ({ kind, leaf, name }) => {
  const effective = basesOf(kind).some(spec => {
    const before = objectsOf(kind, spec);
    return (
      before !== undefined &&
      variants(spec, leaf, kind).some(variant => {
        const after = isObject(variant) ? objectsOf(kind, variant) : undefined;
        return after !== undefined && after !== before;
      })
    );
  });
  expect({ name, effective }).toEqual({
    name,
    effective: !(name in leafEffectExceptions),
  });
});

it('lists only fields that exist as exceptions', () => {
  const names = leaves.map(({ name }) => name);
  for (const name of Object.keys(leafEffectExceptions)) {
    expect(names).toContain(name);
  }
});

it.each(Object.entries(bases))(
  'starts from valid claims of %s',
  (kind, specs) => {
    for (const spec of specs) {
      expect([spec, objectsOf(kind, spec) !== undefined]).toEqual([spec, true]);
    }
  },
);
