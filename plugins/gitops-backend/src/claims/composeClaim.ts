import {
  Claim,
  ClaimError,
  Composition,
  PlatformTree,
  compose,
} from '@zerotouch/compositions';

/** A composition, or why there is none. */
export type ComposeResult =
  | { result: 'ok'; composition: Composition }
  | { result: 'refused'; pointer: string; message: string };

/** Composes a valid claim as if nothing of it existed in the cluster; a refusal is a value. */
export function composeClaim(claim: Claim, tree: PlatformTree): ComposeResult {
  const { environment } = tree.environment;
  if (!environment) {
    return {
      result: 'refused',
      pointer: '',
      message:
        'The environment in "platform/cluster.yaml" cannot be read; repair it first.',
    };
  }
  try {
    return { result: 'ok', composition: compose(claim, {}, environment) };
  } catch (error) {
    if (error instanceof ClaimError) {
      return { result: 'refused', pointer: error.path, message: error.message };
    }
    throw error;
  }
}
