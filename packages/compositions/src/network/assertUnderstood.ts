import { NAMESPACE_LABEL } from '../compose/network';
import { isObject, listAt, stringAt, valueAt } from '../document/plain';
import { KubernetesObject } from '../types';

const SPEC = ['endpointSelector', 'ingress', 'egress', 'description'];
const INGRESS = ['fromEndpoints', 'fromEntities', 'toPorts'];
const EGRESS = ['toEndpoints', 'toEntities', 'toFQDNs', 'toCIDRSet', 'toPorts'];
const SELECTOR = ['matchLabels', 'matchExpressions'];

/**
 * Makes sure that a policy has no field that changes its meaning unnoticed.
 *
 * @throws Error if it has one, because every answer about its pods could be wrong.
 */
export function assertUnderstood(policy: KubernetesObject) {
  const { namespace, name } = policy.metadata;
  const ingress = listAt(policy.spec, 'ingress');
  const egress = listAt(policy.spec, 'egress');
  const selectors = [
    valueAt(policy.spec, 'endpointSelector'),
    ...ingress.flatMap(rule => listAt(rule, 'fromEndpoints')),
    ...egress.flatMap(rule => listAt(rule, 'toEndpoints')),
  ];
  const [unknown] = [
    ...unknownFields([policy.spec], SPEC),
    ...unknownFields(ingress, INGRESS),
    ...unknownFields(egress, EGRESS),
    ...unknownFields(selectors, SELECTOR),
    ...selectors
      .flatMap(selector => listAt(selector, 'matchExpressions'))
      .map(expression => stringAt(expression, 'key') ?? '')
      .filter(key => key === NAMESPACE_LABEL),
  ];
  if (unknown !== undefined) {
    throw new Error(
      `The policy "${namespace}/${name}" uses "${unknown}", which the network matrix does not understand; teach it before using the field.`,
    );
  }
}

function unknownFields(items: unknown[], known: string[]): string[] {
  return items
    .flatMap(item => (isObject(item) ? Object.keys(item) : []))
    .filter(field => !known.includes(field));
}
