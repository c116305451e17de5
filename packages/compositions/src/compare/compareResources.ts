import { Composition, KubernetesObject } from '../types';
import { FieldChange, diffFields } from './diffFields';

/** Which object, without its content. */
export interface ObjectIdentity {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** What becomes of one composed object of a claim. */
export interface ResourceChange {
  /** `replaced` means that the same key becomes another object: the old one is deleted, with what it holds. */
  change: 'added' | 'changed' | 'replaced' | 'removed';
  /** Key of the object in its composition. */
  key: string;
  /** The object as it will be; as it was, when it is removed. */
  object: ObjectIdentity;
  /** The object that goes, when another takes its place. */
  previous?: ObjectIdentity;
  /** Fields that differ, when the object stays the same one. */
  fields?: FieldChange[];
}

/** Objects by key, as a composition holds them. */
type Resources = Readonly<
  Record<string, Pick<Composition['resources'][string], 'object'>>
>;

/**
 * Compares what one claim composes to on two sides.
 *
 * @returns The changes by key, and how many objects stay as they are.
 */
export function compareResources(
  before: Resources,
  after: Resources,
): { changes: ResourceChange[]; unchanged: number } {
  const changes: ResourceChange[] = [];
  let unchanged = 0;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  for (const key of keys.sort()) {
    const change = compareObjects(key, before[key]?.object, after[key]?.object);
    if (change) {
      changes.push(change);
    } else {
      unchanged++;
    }
  }
  return { changes, unchanged };
}

function compareObjects(
  key: string,
  left: KubernetesObject | undefined,
  right: KubernetesObject | undefined,
): ResourceChange | undefined {
  if (!left) {
    return right && { change: 'added', key, object: identityOf(right) };
  }
  if (!right) {
    return { change: 'removed', key, object: identityOf(left) };
  }
  const previous = identityOf(left);
  const object = identityOf(right);
  if (JSON.stringify(previous) !== JSON.stringify(object)) {
    return { change: 'replaced', key, object, previous };
  }
  const fields = diffFields(left, right);
  return fields.length > 0
    ? { change: 'changed', key, object, fields }
    : undefined;
}

function identityOf(object: KubernetesObject): ObjectIdentity {
  const { apiVersion, kind, metadata } = object;
  const { namespace, name } = metadata;
  return { apiVersion, kind, ...(namespace ? { namespace } : {}), name };
}
