import { NAMESPACE_LABEL } from '../compose/network';
import { isObject, listAt, stringAt, valueAt } from '../document/plain';

/** The labels of a pod, without the one that names its namespace. */
export type PodLabels = Record<string, string>;

/** The namespace that a selector names, else the one of its policy. */
export function selectedNamespace(selector: unknown, home: string): string {
  return stringAt(selector, 'matchLabels', NAMESPACE_LABEL) ?? home;
}

/** The labels that a selector asks for, without Cilium's source prefix and without the namespace. */
export function selectedLabels(selector: unknown): PodLabels {
  const labels = valueAt(selector, 'matchLabels');
  return Object.fromEntries(
    Object.entries(isObject(labels) ? labels : {})
      .filter(([key]) => key !== NAMESPACE_LABEL)
      .map(([key, value]) => [key.replace(/^(k8s|any):/, ''), String(value)]),
  );
}

/**
 * Whether a selector of a policy matches a pod.
 *
 * @param home - The namespace of the policy, to which a selector is confined that names none.
 */
export function selectsPod(
  selector: unknown,
  home: string,
  pod: { namespace: string; labels: PodLabels },
): boolean {
  return (
    pod.namespace === selectedNamespace(selector, home) &&
    Object.entries(selectedLabels(selector)).every(
      ([key, value]) => pod.labels[key] === value,
    ) &&
    listAt(selector, 'matchExpressions').every(expression =>
      satisfies(expression, pod.labels),
    )
  );
}

/** Whether labels satisfy an expression; an operator that Kubernetes does not know selects nothing. */
function satisfies(expression: unknown, labels: PodLabels): boolean {
  const key = (stringAt(expression, 'key') ?? '').replace(/^(k8s|any):/, '');
  const listed = listAt(expression, 'values').includes(labels[key]);
  switch (stringAt(expression, 'operator')) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return key in labels;
    case 'DoesNotExist':
      return !(key in labels);
    default:
      return false;
  }
}
