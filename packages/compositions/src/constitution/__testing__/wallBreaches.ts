import { drop, renameKey, set, unset } from '../../__testing__/breaking';
import { Breach } from './Breach';

const pods = ['spec', 'template', 'spec'];
const aws = ['spec', 'provider', 'aws'];

/** How the promises on walls, pods and tenants can be broken. */
export const wallBreaches: Breach[] = [
  ['frozen-keys', 'xpostgres/minimal', [renameKey('pod-monitor', 'monitor')]],
  [
    'own-namespace',
    'xpostgres/minimal',
    [
      set('alerts', ['metadata', 'namespace'], 'monitoring'),
      unset('pod-monitor', ['metadata', 'namespace']),
      set('pod-monitor', ['kind'], 'ClusterUsage'),
    ],
  ],
  [
    'walled-workloads',
    'xpostgres/minimal',
    [
      drop('network-policy'),
      set('network-policy', ['metadata', 'name'], 'other'),
      set('network-policy', ['spec', 'endpointSelector'], {}),
      unset('network-policy', ['spec', 'egress']),
      set('network-policy', ['spec', 'ingress', 0], { fromEntities: ['all'] }),
    ],
  ],
  [
    'data-by-label',
    'xdragonfly/minimal',
    [set('network-policy', ['spec', 'ingress', 0], { fromEndpoints: [{}] })],
  ],
  [
    'public-when-asked',
    'xwebservice/minimal',
    [
      set('service', ['spec', 'type'], 'NodePort'),
      set('service', ['spec', 'type'], 'LoadBalancer'),
      set('network-policy', ['spec', 'ingress', 0], {
        fromEntities: ['ingress'],
      }),
      set('service', ['kind'], 'HTTPRoute'),
    ],
  ],
  [
    'hardened-pods',
    'xwebservice/full',
    [
      set('deployment', [...pods, 'securityContext', 'runAsNonRoot'], false),
      unset('deployment', [...pods, 'securityContext', 'seccompProfile']),
      set('deployment', [...pods, 'hostNetwork'], true),
      set('deployment', [...pods, 'volumes', 0], { name: 'x', hostPath: {} }),
      unset('deployment', [
        ...pods,
        'containers',
        0,
        'securityContext',
        'capabilities',
      ]),
      set(
        'deployment',
        [...pods, 'containers', 0, 'securityContext', 'privileged'],
        true,
      ),
      set(
        'deployment',
        [
          ...pods,
          'initContainers',
          0,
          'securityContext',
          'allowPrivilegeEscalation',
        ],
        true,
      ),
    ],
  ],
  [
    'hardened-pods',
    'xdragonfly/minimal',
    [
      unset('dragonfly', ['spec', 'podSecurityContext']),
      unset('dragonfly', ['spec', 'containerSecurityContext']),
    ],
  ],
  [
    'bounded-pods',
    'xwebservice/minimal',
    [
      unset('deployment', [...pods, 'containers', 0, 'resources']),
      unset('deployment', [
        ...pods,
        'containers',
        0,
        'resources',
        'limits',
        'memory',
      ]),
    ],
  ],
  [
    'bounded-pods',
    'xpostgres/minimal',
    [unset('cluster', ['spec', 'resources'])],
  ],
  [
    'pinned-images',
    'xpostgres/minimal',
    [
      set(
        'cluster',
        ['spec', 'imageName'],
        'ghcr.io/cloudnative-pg/postgresql',
      ),
      set(
        'cluster',
        ['spec', 'imageName'],
        'ghcr.io/cloudnative-pg/postgresql:latest',
      ),
    ],
  ],
  [
    'pinned-images',
    'xdragonfly/minimal',
    [set('dragonfly', ['spec', 'image'], 'localhost:5000/dragonfly')],
  ],
  [
    'cache-password',
    'xdragonfly/minimal',
    [
      unset('dragonfly', ['spec', 'authentication']),
      set('dragonfly', ['spec', 'networkPolicyEnabled'], true),
    ],
  ],
  [
    'tenant-walls',
    'xtenant/minimal',
    [
      drop('network-policy'),
      set('network-policy', ['spec', 'endpointSelector'], {
        matchLabels: { a: 'b' },
      }),
      set('network-policy', ['spec', 'ingress'], []),
      set('network-policy', ['spec', 'ingress', 0], { fromEndpoints: [{}] }),
      set('network-policy', ['spec', 'egress'], []),
      set('network-policy', ['spec', 'egress', 0], { toEntities: ['world'] }),
      set('network-policy', ['spec', 'egress', 0], { toEndpoints: [{}] }),
      drop('network-policy-workloads'),
      set('network-policy-workloads', ['spec', 'endpointSelector'], {}),
      set('network-policy-workloads', ['spec', 'ingress', 0], {
        fromEndpoints: [{}],
      }),
      set(
        'network-policy-workloads',
        ['spec', 'egress', 2, 'toCIDRSet', 0, 'except'],
        [],
      ),
    ],
  ],
  [
    'tenant-restricted',
    'xtenant/minimal',
    [
      unset('namespace', [
        'metadata',
        'labels',
        'pod-security.kubernetes.io/enforce',
      ]),
    ],
  ],
  [
    'tenant-quota',
    'xtenant/typical',
    [
      drop('quota'),
      set('quota', ['spec', 'hard', 'pods'], '500'),
      unset('quota', ['spec', 'hard', 'requests.cpu']),
      set('quota', ['spec', 'hard', 'services.nodeports'], '1'),
    ],
  ],
  [
    'tenant-secrets',
    'xtenant/minimal',
    [
      unset('secret-store', ['spec', 'conditions']),
      set('secret-store', ['spec', 'conditions', 0, 'namespaces', 1], 'globex'),
      set('secret-store', [...aws, 'prefix'], '/zerotouch/prod/'),
      unset('secret-store', [...aws, 'prefix']),
    ],
  ],
  [
    'tenant-rights',
    'xtenant/typical',
    [
      set('access-view', ['roleRef', 'name'], 'cluster-admin'),
      set('access-view', ['subjects', 0, 'kind'], 'User'),
    ],
  ],
  [
    'tenant-adopts-nothing',
    'xtenant/minimal',
    [set('namespace', ['metadata', 'name'], 'kube-system')],
  ],
];
