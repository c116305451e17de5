import { valueAt } from '../../document/plain';
import { KubernetesObject } from '../../types';

/** One rule of the admission webhook, in our words. */
export interface WebhookRule {
  kind: string;
  /** Functions of the webhook that it restates. */
  source: string;
  refusal: string;
  /** Whether the webhook would refuse the object; `previous` is the object as it exists. */
  refuses(
    object: KubernetesObject,
    previous: KubernetesObject | undefined,
  ): boolean;
}

/** Reads the value at a path below `spec`. */
export const at =
  (...path: (string | number)[]) =>
  (object: KubernetesObject | undefined) =>
    valueAt(object?.spec, ...path);

/** The list at a path below `spec`, or an empty one. */
export const listAt =
  (...path: (string | number)[]) =>
  (object: KubernetesObject | undefined): unknown[] => {
    const value = at(...path)(object);
    return Array.isArray(value) ? value : [];
  };
