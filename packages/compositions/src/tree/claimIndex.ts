import { ParsedClaim, PlatformTree } from './PlatformTree';

const indexes = new WeakMap<PlatformTree, Map<string, ParsedClaim[]>>();

/** All claims of one kind and name in one tenant; more than one is a mistake in the repository. */
export function findClaims(
  tree: PlatformTree,
  reference: { kind: string; tenant: string; name: string },
): ParsedClaim[] {
  const { kind, tenant, name } = reference;
  return indexOf(tree).get(keyOf(kind, tenant, name)) ?? [];
}

function indexOf(tree: PlatformTree): Map<string, ParsedClaim[]> {
  const known = indexes.get(tree);
  if (known) {
    return known;
  }
  const index = new Map<string, ParsedClaim[]>();
  for (const parsed of tree.claims) {
    const { claim, tenant } = parsed;
    const key = keyOf(claim.kind, tenant, claim.metadata.name);
    const others = index.get(key);
    if (others) {
      others.push(parsed);
    } else {
      index.set(key, [parsed]);
    }
  }
  indexes.set(tree, index);
  return index;
}

function keyOf(kind: string, tenant: string, name: string): string {
  return JSON.stringify([kind, tenant, name]);
}
