import {
  ParsedClaim,
  ResourceChange,
  compareResources,
} from '@zerotouch/compositions';
import { ComposedClaim } from '../render/composeClaims';

/** Which claim. */
export interface ClaimIdentity {
  kind: string;
  tenant: string;
  name: string;
  path: string;
}

/** What becomes of one composed object. */
export interface ObjectChange extends ResourceChange {
  claim: ClaimIdentity;
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
    const claim = toIdentity(parsed);
    const compared = compareResources(
      left?.composition?.resources ?? {},
      right?.composition?.resources ?? {},
    );
    changes.push(...compared.changes.map(change => ({ ...change, claim })));
    unchanged += compared.unchanged;
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
