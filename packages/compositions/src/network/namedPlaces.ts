import { isObject, listAt, stringAt } from '../document/plain';
import { KubernetesObject } from '../types';
import { Place } from './Place';
import { selectedLabels, selectedNamespace } from './selectors';

const TITLES: Record<string, string> = {
  'entity/ingress': 'Gateway',
  'entity/kube-apiserver': 'Kubernetes API',
  'kube-system/k8s-app=kube-dns': 'DNS',
  'kagent/app.kubernetes.io/component=controller': 'Agent controller',
  backstage: 'Portal',
  'cnpg-system': 'PostgreSQL operator',
  'dragonfly-operator-system': 'Cache operator',
  keda: 'Autoscaler',
  monitoring: 'Prometheus',
  nats: 'NATS',
};

const INTERNET: Place = {
  node: { id: 'outside/internet', type: 'outside', title: 'Internet' },
  isInternet: true,
};

/**
 * The places that policies name and that no claim becomes: pods of the platform, entities, host names and the internet.
 *
 * @param tenants - Namespaces of tenants; what policies name in those are pods of claims.
 */
export function namedPlaces(
  policies: KubernetesObject[],
  tenants: Set<string>,
): Place[] {
  const places = policies.flatMap(policy => {
    const home = policy.metadata.namespace ?? '';
    const rules = ['ingress', 'egress'].flatMap(direction =>
      listAt(policy.spec, direction),
    );
    return rules.flatMap(rule => [
      ...['fromEndpoints', 'toEndpoints'].flatMap(side =>
        listAt(rule, side).flatMap(selector =>
          platformPods(selector, home, tenants),
        ),
      ),
      ...['fromEntities', 'toEntities'].flatMap(side =>
        listAt(rule, side).map(entity => entityPlace(String(entity))),
      ),
      ...listAt(rule, 'toFQDNs').flatMap(hostPlace),
      ...(listAt(rule, 'toCIDRSet').some(isEverywhere) ? [INTERNET] : []),
    ]);
  });
  return [...new Map(places.map(place => [place.node.id, place])).values()];
}

function isEverywhere(set: unknown): boolean {
  return isObject(set) && set.cidr === '0.0.0.0/0';
}

function platformPods(
  selector: unknown,
  home: string,
  tenants: Set<string>,
): Place[] {
  const namespace = selectedNamespace(selector, home);
  if (tenants.has(namespace)) {
    return [];
  }
  const labels = selectedLabels(selector);
  const suffix = Object.entries(labels)
    .map(([key, value]) => `/${key}=${value}`)
    .join('');
  const key = `${namespace}${suffix}`;
  return [
    {
      node: {
        id: `platform/${key}`,
        type: 'platform',
        title: TITLES[key] ?? key,
      },
      pod: { namespace, labels },
    },
  ];
}

function entityPlace(entity: string): Place {
  const key = `entity/${entity}`;
  return {
    node: {
      id: `platform/${key}`,
      type: 'platform',
      title: TITLES[key] ?? entity,
    },
    entity,
  };
}

function hostPlace(item: unknown): Place[] {
  const hostname =
    stringAt(item, 'matchName') ?? stringAt(item, 'matchPattern');
  return hostname === undefined
    ? []
    : [
        {
          node: { id: `outside/${hostname}`, type: 'outside', title: hostname },
          hostname,
        },
      ];
}
