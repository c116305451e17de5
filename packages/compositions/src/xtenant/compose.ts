import { throwFirst } from '../claim/refusals';
import { isRetiring } from '../claim/statefulClaims';
import { LegoContext, objectMeta, readSpec } from '../compose/LegoContext';
import {
  dnsEgress,
  internetEgress,
  natsEgress,
  networkPolicy,
} from '../compose/network';
import { toComposition } from '../compose/toComposition';
import { Composition, KubernetesObject } from '../types';
import { clusterUsage, roleBinding, secretStore } from './access';
import { tenantRefusals } from './refusals';
import { XTenantSpec } from './XTenantSpec';

type TenantContext = LegoContext<XTenantSpec>;

/**
 * Composes the space of a tenant: namespace, quota, limits, walls, rights, secret store and protection.
 *
 * @throws {@link ClaimError} if the name belongs to the platform.
 */
export function composeTenant(
  base: Omit<LegoContext<unknown>, 'spec'>,
): Composition {
  const spec = readSpec<XTenantSpec>(base.claim, ['quota', 'egress']);
  const context = { ...base, spec };
  const { claim, name } = context;
  throwFirst(tenantRefusals(context));
  const kept = !isRetiring(claim);
  return toComposition({
    context,
    resources: {
      namespace: namespaceOf(context),
      quota: quotaOf(context),
      limits: limitsOf(context),
      'network-policy': tenantWalls(context),
      'network-policy-workloads': workloadNetwork(context),
      'access-view': roleBinding(context, 'view'),
      'access-operate': roleBinding(context, 'operate'),
      'secret-store': secretStore(context),
      protect: kept
        ? clusterUsage(context, {
            apiVersion: claim.apiVersion,
            kind: claim.kind,
          })
        : undefined,
      'protect-namespace': kept
        ? clusterUsage(context, { apiVersion: 'v1', kind: 'Namespace' })
        : undefined,
    },
    status: { namespace: name },
  });
}

function namespaceOf(context: TenantContext): KubernetesObject {
  const { name, spec } = context;
  const meta = objectMeta(context, name);
  const levels = Object.fromEntries(
    ['enforce', 'audit', 'warn'].map(mode => [
      `pod-security.kubernetes.io/${mode}`,
      'restricted',
    ]),
  );
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      ...meta,
      labels: { ...meta.labels, ...levels },
      annotations: {
        'platform.zerotouch.dev/display-name': spec.displayName,
        'platform.zerotouch.dev/owner': spec.owner,
      },
    },
  };
}

function quotaOf(context: TenantContext): KubernetesObject {
  const { cpu, memoryGi, storageGi, pods } = context.spec.quota;
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { ...objectMeta(context, 'tenant'), namespace: context.name },
    spec: {
      hard: {
        'requests.cpu': String(cpu),
        'requests.memory': `${memoryGi}Gi`,
        'requests.storage': `${storageGi}Gi`,
        pods: String(pods),
        'services.loadbalancers': '0',
        'services.nodeports': '0',
      },
    },
  };
}

/** What a container gets that asks for nothing, such as the helpers of operators. */
function limitsOf(context: TenantContext): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { ...objectMeta(context, 'tenant'), namespace: context.name },
    spec: {
      limits: [
        {
          type: 'Container',
          default: { cpu: '500m', memory: '512Mi' },
          defaultRequest: { cpu: '50m', memory: '128Mi' },
        },
      ],
    },
  };
}

/**
 * The walls of the namespace: nothing comes in, and what goes out is name resolution. Workloads open what they need with policies of
 * their own.
 */
function tenantWalls(context: TenantContext): KubernetesObject {
  return ofNamespace(context, {
    name: 'tenant',
    endpointSelector: {},
    ingress: [],
    egress: [dnsEgress()],
  });
}

/**
 * Where workloads may go: the own namespace and NATS, with `internet` also public addresses.
 *
 * @remarks
 * Agents, databases and caches are left out: policies add up, and neither whoever writes what an agent reads nor whoever breaks into a
 * database must be able to send data anywhere. The name has a dot, so that no claim can take it.
 */
function workloadNetwork(context: TenantContext): KubernetesObject {
  const { spec, environment } = context;
  return ofNamespace(context, {
    name: 'tenant.workloads',
    endpointSelector: {
      matchExpressions: [
        {
          key: 'platform.zerotouch.dev/kind',
          operator: 'NotIn',
          values: ['xagent', 'xdragonfly'],
        },
        { key: 'cnpg.io/cluster', operator: 'DoesNotExist' },
      ],
    },
    ingress: [],
    egress: [
      { toEndpoints: [{}] },
      natsEgress(environment),
      ...(spec.egress === 'internet' ? [internetEgress()] : []),
    ],
  });
}

function ofNamespace(
  context: TenantContext,
  options: Parameters<typeof networkPolicy>[1],
): KubernetesObject {
  const policy = networkPolicy(context, options);
  return {
    ...policy,
    metadata: { ...policy.metadata, namespace: context.name },
  };
}
