import { KubernetesObject } from '@zerotouch/compositions';
import { composedTypes, coreRights } from './composedTypes';

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** A type that a lego composes. */
export interface ComposedType {
  /** Empty for the core group. */
  group: string;
  kind: string;
}

/** The type of an object. */
export function typeOf({
  apiVersion,
  kind,
}: {
  apiVersion: string;
  kind: string;
}): ComposedType {
  return {
    group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
    kind,
  };
}

/**
 * The ClusterRole that Crossplane needs besides its own to write what the legos compose.
 *
 * @remarks
 * The label makes it part of Crossplane's role. Whoever writes a RoleBinding must hold every right of the role that it names, or the right
 * to `bind` that role; Crossplane gets the second, for the named roles only.
 *
 * @param options.boundRoles - Names of the ClusterRoles that composed RoleBindings give.
 * @throws Error if the resource name of a type is not known.
 */
export function toClusterRole(options: {
  types: ComposedType[];
  boundRoles: string[];
}): KubernetesObject {
  const { types, boundRoles } = options;
  const byGroup = new Map<string, Set<string>>();
  for (const type of types) {
    const resource = resourceOf(type);
    const held = coreRights[type.group] ?? [];
    if (!held.includes('*') && !held.includes(resource)) {
      byGroup.set(
        type.group,
        (byGroup.get(type.group) ?? new Set()).add(resource),
      );
    }
  }
  const rules = [...byGroup]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([group, resources]) => ({
      apiGroups: [group],
      resources: [...resources].sort(),
      verbs: VERBS,
    }));
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: {
      name: 'zerotouch:aggregate-to-crossplane',
      labels: { 'rbac.crossplane.io/aggregate-to-crossplane': 'true' },
    },
    rules: [
      ...rules,
      ...(boundRoles.length > 0
        ? [
            {
              apiGroups: ['rbac.authorization.k8s.io'],
              resources: ['clusterroles'],
              resourceNames: [...new Set(boundRoles)].sort(),
              verbs: ['bind'],
            },
          ]
        : []),
    ],
  };
}

function resourceOf({ group, kind }: ComposedType): string {
  const resource = composedTypes[`${group}/${kind}`];
  if (!resource) {
    throw new Error(
      `A lego composes "${kind}" of the group "${group}", whose resource name is not known; add it to composedTypes.`,
    );
  }
  return resource;
}
