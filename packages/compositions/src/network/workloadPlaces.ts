import { isObject, valueAt } from '../document/plain';
import { resourceKeys } from '../resourceKeys';
import { KubernetesObject } from '../types';
import { Place } from './Place';
import { PodLabels } from './selectors';

const CLAIM = 'platform.zerotouch.dev/claim';
const KIND = 'platform.zerotouch.dev/kind';

/** How kinds are written, by their name in lower case as labels have it. */
const KINDS = new Map(
  Object.keys(resourceKeys).map(kind => [kind.toLowerCase(), kind]),
);

/** The pods that composed objects become, one place a claim, and one for the other pods of each tenant. */
export function workloadPlaces(objects: KubernetesObject[]): Place[] {
  return objects.flatMap(object => {
    if (object.kind === 'Namespace') {
      return [otherPods(object.metadata.name)];
    }
    const labels = podLabels(object);
    const { namespace, labels: own = {} } = object.metadata;
    const { [CLAIM]: name, [KIND]: kind } = own;
    if (!labels || !namespace || !name || !kind) {
      return [];
    }
    return [
      {
        node: {
          id: `${namespace}/${kind}-${name}`,
          type: 'claim' as const,
          title: name,
          tenant: namespace,
          claim: { kind: KINDS.get(kind) ?? kind, name },
        },
        pod: { namespace, labels },
      },
    ];
  });
}

function otherPods(tenant: string): Place {
  return {
    node: {
      id: `${tenant}/*`,
      type: 'tenant',
      title: `Any other pod of ${tenant}`,
      tenant,
    },
    pod: { namespace: tenant, labels: {} },
  };
}

/** The labels that operators put on the pods of an object; undefined for an object without pods. */
function podLabels(object: KubernetesObject): PodLabels | undefined {
  const { name } = object.metadata;
  switch (`${object.apiVersion.split('/')[0]}/${object.kind}`) {
    case 'apps/Deployment':
      return textLabels(valueAt(object.spec, 'template', 'metadata', 'labels'));
    case 'postgresql.cnpg.io/Cluster':
      return { 'cnpg.io/cluster': name };
    case 'dragonflydb.io/Dragonfly':
      return { ...textLabels(valueAt(object.spec, 'labels')), app: name };
    case 'kagent.dev/Agent':
      return {
        ...textLabels(
          valueAt(object.spec, 'declarative', 'deployment', 'labels'),
        ),
        app: 'kagent',
        kagent: name,
      };
    default:
      return undefined;
  }
}

function textLabels(value: unknown): PodLabels {
  return Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).map(([key, label]) => [
      key,
      String(label),
    ]),
  );
}
