import { KubernetesObject, ParsedClaim } from '@zerotouch/compositions';
import { ComposedClaim } from '../render/composeClaims';
import { FieldChange, diffFields } from './diffFields';

/** Which object, without its content. */
export interface ObjectIdentity {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** Which claim. */
export interface ClaimIdentity {
  kind: string;
  tenant: string;
  name: string;
  path: string;
}

/** What becomes of one composed object. */
export interface ObjectChange {
  /** `replaced` means that the same key of the same claim becomes another object: the old one is deleted, with what it holds. */
  change: 'added' | 'changed' | 'replaced' | 'removed';
  claim: ClaimIdentity;
  /** Key of the object in its composition. */
  key: string;
  /** The object as it will be; as it was, when it is removed. */
  object: ObjectIdentity;
  /** The object that goes, when another takes its place. */
  previous?: ObjectIdentity;
  /** Fields that differ, when the object stays the same one. */
  fields?: FieldChange[];
}

/**
 * Compares what claims compose to on two sides.
 *
 * @remarks
 * A claim that is refused on one side is left out: nothing is known about its objects there, and Crossplane would change nothing.
 *
 * @returns The changes by claim and key, and how many objects stay as they are.
 */
export function compareCompositions(
  before: ComposedClaim[],
  after: ComposedClaim[],
): { changes: ObjectChange[]; unchanged: number } {
  const old = byIdentity(before);
  const current = byIdentity(after);
  const changes: ObjectChange[] = [];
  let unchanged = 0;
  for (const identity of [
    ...new Set([...old.keys(), ...current.keys()]),
  ].sort()) {
    const left = old.get(identity);
    const right = current.get(identity);
    const parsed = (right ?? left)?.parsed;
    if (!parsed || isRefused(left) || isRefused(right)) {
      continue;
    }
    const compared = compareObjects(
      toIdentity(parsed),
      left?.composition?.resources ?? {},
      right?.composition?.resources ?? {},
    );
    changes.push(...compared.changes);
    unchanged += compared.unchanged;
  }
  return { changes, unchanged };
}

type Resources = Record<string, { object: KubernetesObject }>;

function compareObjects(
  claim: ClaimIdentity,
  before: Resources,
  after: Resources,
): { changes: ObjectChange[]; unchanged: number } {
  const changes: ObjectChange[] = [];
  let unchanged = 0;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  for (const key of keys.sort()) {
    const left = before[key]?.object;
    const right = after[key]?.object;
    if (left && right) {
      const previous = identityOf(left);
      const object = identityOf(right);
      const fields = diffFields(left, right);
      if (JSON.stringify(previous) !== JSON.stringify(object)) {
        changes.push({ change: 'replaced', claim, key, object, previous });
      } else if (fields.length > 0) {
        changes.push({ change: 'changed', claim, key, object, fields });
      } else {
        unchanged++;
      }
    } else if (right) {
      changes.push({ change: 'added', claim, key, object: identityOf(right) });
    } else if (left) {
      changes.push({ change: 'removed', claim, key, object: identityOf(left) });
    }
  }
  return { changes, unchanged };
}

function isRefused(side: ComposedClaim | undefined): boolean {
  return side !== undefined && side.composition === undefined;
}

function byIdentity(claims: ComposedClaim[]): Map<string, ComposedClaim> {
  return new Map(
    claims.map(item => {
      const { tenant, kind, name } = toIdentity(item.parsed);
      return [JSON.stringify([tenant, kind, name]), item];
    }),
  );
}

/** Which claim a parsed one is. */
export function toIdentity({
  claim,
  tenant,
  path,
}: ParsedClaim): ClaimIdentity {
  return { kind: claim.kind, tenant, name: claim.metadata.name, path };
}

function identityOf(object: KubernetesObject): ObjectIdentity {
  const { apiVersion, kind, metadata } = object;
  const { namespace, name } = metadata;
  return { apiVersion, kind, ...(namespace ? { namespace } : {}), name };
}
