import { LegoContext, objectMeta } from '../compose/LegoContext';
import { KubernetesObject } from '../types';
import { XTenantSpec } from './XTenantSpec';

type Role = 'view' | 'operate';

/** The RoleBinding of all groups with one role; none when no group has it. */
export function roleBinding(
  context: LegoContext<XTenantSpec>,
  role: Role,
): KubernetesObject | undefined {
  const { spec, name } = context;
  const groups = (spec.access ?? [])
    .filter(access => access.role === role)
    .map(({ group }) => group)
    .sort();
  return groups.length > 0
    ? {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { ...objectMeta(context, `tenant-${role}`), namespace: name },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: `zerotouch-tenant-${role}`,
        },
        subjects: groups.map(group => ({
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Group',
          name: group,
        })),
      }
    : undefined;
}

/**
 * The tenant's view of the secret store: only its own prefix, only from its own namespace.
 *
 * @remarks
 * The store prepends the prefix to every key.
 */
export function secretStore(
  context: LegoContext<XTenantSpec>,
): KubernetesObject {
  const { name, environment } = context;
  const reference = (key: string) => ({
    name: 'aws-access',
    namespace: 'external-secrets',
    key,
  });
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: objectMeta(context, `tenant-${name}`),
    spec: {
      conditions: [{ namespaces: [name] }],
      provider: {
        aws: {
          service: 'ParameterStore',
          region: environment.region,
          prefix: `/zerotouch/${environment.env}/${name}/`,
          auth: {
            secretRef: {
              accessKeyIDSecretRef: reference('access-key'),
              secretAccessKeySecretRef: reference('secret-access-key'),
            },
          },
        },
      },
    },
  };
}

/** Protects the tenant, or its namespace, from deletion, unless it is being retired. */
export function clusterUsage(
  context: LegoContext<XTenantSpec>,
  target: { apiVersion: string; kind: string },
): KubernetesObject {
  const { name } = context;
  return {
    apiVersion: 'protection.crossplane.io/v1beta1',
    kind: 'ClusterUsage',
    metadata: objectMeta(
      context,
      `tenant-${name}-${target.kind.toLowerCase()}`,
    ),
    spec: {
      of: { ...target, resourceRef: { name } },
      reason: `The tenant "${name}" holds data. Retire it in two proposals: release the protection, then delete the file.`,
    },
  };
}
