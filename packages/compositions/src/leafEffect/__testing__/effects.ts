import { isObject, toFieldPath } from '../../document/plain';
import { ComposedResource } from '../../types';
import { Leaf, basesOf, resourcesOf, variants } from './leaves';

/** More places say no more. */
const MAX_FIELDS = 6;

/**
 * What a leaf changes, over all bases and variants: `Deployment: spec.replicas` for a field, `HTTPRoute` for an object that comes or goes.
 *
 * @returns Sorted; labels and the like that many leaves share are not left out.
 */
export function effectsOf(kind: string, leaf: Leaf): string[] {
  const found = basesOf(kind).flatMap(spec => {
    const before = resourcesOf(kind, spec);
    return before
      ? variants(spec, leaf, kind).flatMap(variant => {
          const after = isObject(variant)
            ? resourcesOf(kind, variant)
            : undefined;
          return after ? differences(before, after) : [];
        })
      : [];
  });
  const whole = new Set(found.filter(effect => !effect.includes(': ')));
  const fields = new Map<string, Set<string>>();
  for (const effect of found) {
    const [object, field] = effect.split(': ');
    if (field !== undefined && !whole.has(object)) {
      fields.set(object, (fields.get(object) ?? new Set()).add(field));
    }
  }
  return [
    ...whole,
    ...[...fields].map(
      ([object, places]) => `${object}: ${summary([...places])}`,
    ),
  ].sort();
}

function summary(places: string[]): string {
  const sorted = places
    .filter(place => !places.some(other => isInside(place, other)))
    .sort();
  return sorted.length > MAX_FIELDS
    ? `${sorted.slice(0, MAX_FIELDS).join(', ')} and more`
    : sorted.join(', ');
}

/** Whether a place lies inside of another one that is named already. */
function isInside(place: string, other: string): boolean {
  return place.startsWith(`${other}.`) || place.startsWith(`${other}[`);
}

type Resources = Record<string, ComposedResource>;

function differences(before: Resources, after: Resources): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap(key => {
    const left = before[key]?.object;
    const right = after[key]?.object;
    const kind = (left ?? right).kind;
    return left && right
      ? changedPaths(left, right).map(path => `${kind}: ${path}`)
      : [kind];
  });
}

/** Paths of values that differ; an index is written `[]`, and a list that got longer or shorter is one place. */
function changedPaths(
  left: unknown,
  right: unknown,
  path: string[] = [],
): string[] {
  if (JSON.stringify(left) === JSON.stringify(right)) {
    return [];
  }
  if (isObject(left) && isObject(right)) {
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap(
      key => changedPaths(left[key], right[key], [...path, key]),
    );
  }
  return Array.isArray(left) &&
    Array.isArray(right) &&
    left.length === right.length
    ? left.flatMap((item, index) =>
        changedPaths(item, right[index], [...path, '[]']),
      )
    : [toFieldPath(path).replace(/\.\[\]/g, '[]')];
}
