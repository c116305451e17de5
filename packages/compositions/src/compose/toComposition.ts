import { ClaimError } from '../claim/ClaimError';
import {
  ComposedResource,
  Composition,
  Condition,
  KubernetesObject,
} from '../types';
import { isFrozenKey } from '../resourceKeys';
import { isReady } from './isReady';
import { reasonOf } from './reasonOf';
import { LegoContext } from './LegoContext';
import { sortKeys } from './sortKeys';

/** The objects of a lego by key; an undefined one is not composed. */
export type LegoResources = Record<string, KubernetesObject | undefined>;

/**
 * Brings what a lego composed into its final form: keys sorted, readiness from the observed objects, one sentence on what is missing.
 *
 * @param options.ready - Readiness of single keys, in addition to what their kind tells.
 * @param options.reasons - Why a key is not ready, where its object cannot tell.
 * @param options.optional - Keys that count as ready once they exist.
 * @throws {@link ClaimError} if a key is not one of the frozen keys.
 */
export function toComposition(options: {
  context: LegoContext<unknown>;
  resources: LegoResources;
  ready?: Record<string, boolean>;
  reasons?: Record<string, string>;
  optional?: string[];
  conditions?: Condition[];
  status: Record<string, unknown>;
  warnings?: string[];
}): Composition {
  const {
    context,
    ready = {},
    optional = [],
    conditions = [],
    warnings = [],
  } = options;
  const resources: Record<string, ComposedResource> = {};
  for (const [key, object] of Object.entries(options.resources)) {
    if (!object) {
      continue;
    }
    if (!isFrozenKey(context.claim.kind, key)) {
      throw new ClaimError(
        '',
        `The resource key "${key}" is not one of the frozen keys of "${context.claim.kind}"; add it to the list of keys.`,
      );
    }
    resources[key] = {
      object,
      ready: optional.includes(key)
        ? context.observed[key] !== undefined
        : isReady(context.observed[key]) && (ready[key] ?? true),
    };
  }
  const message = sentence(resources, context, options.reasons);
  return sortKeys({
    resources,
    conditions,
    status: { ...options.status, ...(message ? { message } : {}) },
    warnings,
  });
}

function sentence(
  resources: Record<string, ComposedResource>,
  { observed }: LegoContext<unknown>,
  reasons: Record<string, string> = {},
): string | undefined {
  const waiting = Object.entries(resources)
    .filter(([, { ready }]) => !ready)
    .map(([key, { object }]) => {
      const subject = `${object.kind} "${object.metadata.name}"`;
      if (!observed[key]) {
        return `${subject} does not exist yet`;
      }
      const reason = reasonOf(observed[key]) ?? reasons[key];
      return `${subject} is not ready${reason ? ` (${reason})` : ''}`;
    });
  if (waiting.length === 0) {
    return undefined;
  }
  const more = waiting.length - 1;
  return `${waiting[0]}${more > 0 ? `, and ${more} more` : ''}.`;
}
