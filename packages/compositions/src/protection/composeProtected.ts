import { compose } from '../compose/compose';
import { isObject } from '../document/plain';
import { Environment } from '../environment/Environment';
import { Claim, Composition, ObservedResources } from '../types';
import { protectObserved } from './protectObserved';

/** A composition that may be handed to Crossplane, or why nothing may change. */
export type ProtectedComposition =
  | { result: 'ok'; composition: Composition }
  | {
      result: 'fatal';
      /** JSON pointer into the claim; empty when it is not about one field. */
      path: string;
      message: string;
    };

/**
 * Composes a claim that may exist already, without ever throwing and without ever leaving out what holds data.
 *
 * @param options.compose - Another `compose()`, for tests.
 * @returns The whole composition, or `fatal`, on which the caller changes nothing; never a shorter list.
 */
export function composeProtected(options: {
  claim: Claim;
  observed: ObservedResources;
  environment: Environment;
  compose?: typeof compose;
}): ProtectedComposition {
  const { claim, observed, environment } = options;
  let composition: unknown;
  try {
    composition = (options.compose ?? compose)(claim, observed, environment);
  } catch (error) {
    return { result: 'fatal', ...describeError(error) };
  }
  if (!isComposition(composition)) {
    return {
      result: 'fatal',
      path: '',
      message: `Composing "${claim.metadata.name}" gave no objects; nothing is changed. This is a mistake in the platform.`,
    };
  }
  const protection = protectObserved(observed, composition);
  return protection.result === 'ok'
    ? { result: 'ok', composition }
    : {
        result: 'fatal',
        path: '',
        message: `Nothing is changed, because data would be lost. ${protection.reasons.join(
          ' ',
        )}`,
      };
}

/** Every claim becomes at least one object, so that an empty result is a mistake too. */
function isComposition(value: unknown): value is Composition {
  return (
    isObject(value) &&
    isObject(value.resources) &&
    Object.keys(value.resources).length > 0 &&
    Object.values(value.resources).every(
      resource => isObject(resource) && isObject(resource.object),
    )
  );
}

function describeError(error: unknown): { path: string; message: string } {
  const path =
    isObject(error) && typeof error.path === 'string' ? error.path : '';
  const message = error instanceof Error ? error.message : String(error);
  return { path, message };
}
