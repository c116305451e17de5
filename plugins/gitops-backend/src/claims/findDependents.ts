import {
  ParsedClaim,
  PlatformTree,
  validateParsedClaim,
} from '@zerotouch/compositions';
import { Dependent, claimEntityRef } from '@zerotouch/plugin-gitops-common';

const REFERENCE_RULE = 'reference';

/**
 * Lists the claims of a tenant that name a claim.
 *
 * @remarks
 * Found by the rules that check references, with the claim and without it: whatever kind of reference a platform API knows is seen.
 *
 * @param target - Need not be part of the tree any more.
 */
export function findDependents(
  tree: PlatformTree,
  target: ParsedClaim,
): Dependent[] {
  const others = tree.claims.filter(
    other =>
      !isSame(other, target) &&
      other.tenant === target.tenant &&
      other.claim.kind !== 'XTenant',
  );
  const without = {
    ...tree,
    claims: tree.claims.filter(c => !isSame(c, target)),
  };
  const withTarget = { ...tree, claims: [...without.claims, target] };
  return others.flatMap(other => {
    const known = new Set(findPointers(other, withTarget));
    const [pointer] = findPointers(other, without).filter(p => !known.has(p));
    if (pointer === undefined) {
      return [];
    }
    const { claim, tenant, path } = other;
    const ref = { kind: claim.kind, tenant, name: claim.metadata.name };
    const { kind, name } = ref;
    return [{ kind, name, path, entityRef: claimEntityRef(ref), pointer }];
  });
}

/** One sentence for a claim that cannot go, because others name it. */
export function renderDependents(
  name: string,
  dependents: Dependent[],
): string {
  const users = dependents.map(
    dependent =>
      `${dependent.kind} "${dependent.name}" (${toField(dependent.pointer)})`,
  );
  return `"${name}" cannot be retired while other claims use it: ${users.join(
    ', ',
  )}. Point them to another claim or retire them first.`;
}

function toField(pointer: string): string {
  return pointer.slice(1).replace(/\//g, '.');
}

function isSame(left: ParsedClaim, right: ParsedClaim): boolean {
  return (
    left.claim.kind === right.claim.kind &&
    left.tenant === right.tenant &&
    left.claim.metadata.name === right.claim.metadata.name
  );
}

function findPointers(parsed: ParsedClaim, tree: PlatformTree): string[] {
  return validateParsedClaim({ parsed, tree })
    .findings.filter(({ rule }) => rule === REFERENCE_RULE)
    .map(({ pointer }) => pointer);
}
