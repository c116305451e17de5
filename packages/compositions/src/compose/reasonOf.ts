import { isObject, stringAt, valueAt } from '../document/plain';
import { KubernetesObject } from '../types';

const MAX_LENGTH = 160;

/**
 * Why an observed object is not ready, in its controller's own words; undefined when it says nothing.
 *
 * @remarks
 * A failed condition tells most, then the reason of the phase, then the phase. The text comes from the cluster and is shortened to one line.
 */
export function reasonOf(observed: KubernetesObject): string | undefined {
  const { status } = observed;
  const text =
    stringAt(status, 'phaseReason') ??
    failedCondition(valueAt(status, 'conditions')) ??
    failedCondition(valueAt(status, 'parents', 0, 'conditions')) ??
    stringAt(status, 'message') ??
    stringAt(status, 'phase');
  const line = text?.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  if (!line) {
    return undefined;
  }
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
}

function failedCondition(conditions: unknown): string | undefined {
  const failed = (Array.isArray(conditions) ? conditions : []).find(
    condition => isObject(condition) && condition.status === 'False',
  );
  return stringAt(failed, 'message') || stringAt(failed, 'reason');
}
