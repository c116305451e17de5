import { isObject, valueAt } from '../document/plain';
import { Composition } from '../types';

type Path = (string | number)[];

/** A change that breaks a composition on purpose. */
export type Break = (composition: Composition) => void;

/** Sets a field of the object under a key; the path must lead to an existing mapping or list. */
export function set(key: string, path: Path, value: unknown): Break {
  return composition => {
    const parent = parentOf(composition, key, path);
    parent[String(path[path.length - 1])] = value;
  };
}

/** Removes a field of the object under a key. */
export function unset(key: string, path: Path): Break {
  return composition => {
    const parent = parentOf(composition, key, path);
    const last = String(path[path.length - 1]);
    if (!(last in parent)) {
      throw new Error(`There is no ${path.join('.')} to remove.`);
    }
    delete parent[last];
  };
}

/** Removes the object under a key. */
export function drop(key: string): Break {
  return composition => {
    if (!composition.resources[key]) {
      throw new Error(`There is no "${key}" to drop.`);
    }
    delete composition.resources[key];
  };
}

/** Moves the object under a key to another key. */
export function renameKey(key: string, to: string): Break {
  return composition => {
    composition.resources[to] = composition.resources[key];
    drop(key)(composition);
  };
}

/** Replaces a text wherever it stands in the object under a key. */
export function replaceText(key: string, from: string, to: string): Break {
  return composition => {
    const text = JSON.stringify(composition.resources[key]);
    if (!text.includes(from)) {
      throw new Error(`There is no "${from}" in "${key}".`);
    }
    composition.resources[key] = JSON.parse(text.split(from).join(to));
  };
}

function parentOf(
  composition: Composition,
  key: string,
  path: Path,
): Record<string, unknown> {
  const parent = valueAt(
    composition.resources[key]?.object,
    ...path.slice(0, -1),
  );
  if (Array.isArray(parent) || isObject(parent)) {
    return parent as Record<string, unknown>;
  }
  throw new Error(`There is no ${path.join('.')} under "${key}".`);
}
