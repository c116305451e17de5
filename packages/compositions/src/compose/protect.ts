import { isRetiring, isStateful } from '../claim/statefulClaims';
import { KubernetesObject } from '../types';
import { LegoContext, objectMeta } from './LegoContext';
import { mainObjectName } from './mainObject';

/**
 * The `Usage` by which a stateful claim refuses its own deletion; undefined for a stateless or a retiring one.
 *
 * @remarks
 * It targets the claim, not the composed object: the webhook then refuses before any garbage collection begins.
 */
export function protectUsage(
  context: LegoContext<unknown>,
): KubernetesObject | undefined {
  const { claim, name } = context;
  if (!isStateful(claim) || isRetiring(claim)) {
    return undefined;
  }
  return {
    apiVersion: 'protection.crossplane.io/v1beta1',
    kind: 'Usage',
    metadata: objectMeta(
      context,
      `${mainObjectName(claim.kind, name)}-protect`,
    ),
    spec: {
      of: {
        apiVersion: claim.apiVersion,
        kind: claim.kind,
        resourceRef: { name },
      },
      reason: `"${name}" holds data. Retire it in two proposals: release the protection, then delete the file.`,
    },
  };
}
