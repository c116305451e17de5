import { isDeepStrictEqual } from 'node:util';
import {
  diffFields,
  isObject,
  stringAt,
  valueAt,
} from '@zerotouch/compositions';

const RESOURCE_NAME = 'crossplane.io/composition-resource-name';
/** What Crossplane writes on everything that it composes. */
const OF_CROSSPLANE = /^crossplane\.io\//;

/**
 * Compares what Crossplane composed of a claim, through our function, with what `compose()` returns here.
 *
 * @param rendered - Objects that `crossplane composition render` printed, the claim itself among them.
 * @param expected - Our objects by key.
 * @returns One sentence a difference.
 */
export function compareRendered(
  file: string,
  rendered: unknown[],
  expected: Record<string, object>,
): string[] {
  const byKey = new Map(
    rendered.flatMap(object => {
      const key = stringAt(object, 'metadata', 'annotations', RESOURCE_NAME);
      return key === undefined ? [] : [[key, withoutCrossplane(object)]];
    }),
  );
  const missing = Object.keys(expected).filter(key => !byKey.has(key));
  const surplus = [...byKey.keys()].filter(key => !(key in expected));
  return [
    ...missing.map(key => `${file}: Crossplane did not compose "${key}".`),
    ...surplus.map(key => `${file}: Crossplane composed "${key}" besides.`),
    ...Object.entries(expected).flatMap(([key, object]) => {
      const other = byKey.get(key);
      if (other === undefined || isDeepStrictEqual(other, plain(object))) {
        return [];
      }
      const fields = diffFields(plain(object), other).map(
        ({ pointer }) => pointer,
      );
      return [
        `${file}: Crossplane composed another "${key}" than compose(); different: ${fields.join(
          ', ',
        )}.`,
      ];
    }),
  ];
}

function plain(object: object): unknown {
  return JSON.parse(JSON.stringify(object));
}

/** The object as our function returned it. */
function withoutCrossplane(object: unknown): unknown {
  const metadata = valueAt(object, 'metadata');
  if (!isObject(object) || !isObject(metadata)) {
    return object;
  }
  const { ownerReferences: _owner, generateName: _name, ...own } = metadata;
  for (const field of ['labels', 'annotations']) {
    const map = own[field];
    const kept = Object.entries(isObject(map) ? map : {}).filter(
      ([key]) => !OF_CROSSPLANE.test(key),
    );
    delete own[field];
    if (kept.length > 0) {
      own[field] = Object.fromEntries(kept);
    }
  }
  return { ...object, metadata: own };
}
