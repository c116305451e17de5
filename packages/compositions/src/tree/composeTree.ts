import { compose } from '../compose/compose';
import { applyDefaults } from '../definition/applyDefaults';
import { Composition } from '../types';
import { ParsedClaim, PlatformTree } from './PlatformTree';

/** A claim of the repository with what it becomes. */
export interface ComposedTreeClaim {
  parsed: ParsedClaim;
  composition: Composition;
}

/**
 * Composes every claim of a repository as if nothing of it existed in the cluster.
 *
 * @returns The claims that can be composed, in the order of the tree; the others are left to the validation of claims.
 */
export function composeTree(tree: PlatformTree): ComposedTreeClaim[] {
  return tree.claims.flatMap(parsed => {
    const composition = composeParsed(tree, parsed);
    return composition ? [{ parsed, composition }] : [];
  });
}

/** Composes one claim of a repository; undefined for one that cannot be composed. */
export function composeParsed(
  tree: PlatformTree,
  { claim }: ParsedClaim,
): Composition | undefined {
  const definition = tree.definitions.get(claim.kind);
  const { environment } = tree.environment;
  if (!definition || !environment) {
    return undefined;
  }
  try {
    return compose(applyDefaults(claim, definition), {}, environment);
  } catch (error) {
    // A claim that breaks its schema, which nobody validated yet, may break the composition in any way.
    if (error instanceof Error) {
      return undefined;
    }
    throw error;
  }
}
