import { drop, set, unset } from '../../__testing__/breaking';
import { Breach } from './Breach';

const declarative = ['spec', 'declarative'];
const tool = [...declarative, 'tools', 0, 'mcpServer'];
const deployment = [...declarative, 'deployment'];

/** How the promises on agents can be broken. */
export const agentBreaches: Breach[] = [
  [
    'agent-approvals',
    'xagent/typical',
    [
      unset('agent', [...tool, 'requireApproval']),
      set('agent', [...tool, 'requireApproval'], ['preview-claim']),
      set('agent', [...tool, 'toolNames', 0], 'merge-proposal'),
    ],
  ],
  [
    'agent-named-tools',
    'xagent/minimal',
    [
      unset('agent', [...tool, 'toolNames']),
      set('agent', [...tool, 'toolNames'], []),
    ],
  ],
  [
    'agent-known-servers',
    'xagent/minimal',
    [
      composition => {
        set(
          'portal-server',
          ['spec', 'url'],
          'https://example.org',
        )(composition);
        set('agent', [...declarative, 'tools'], [])(composition);
      },
    ],
  ],
  [
    'agent-own-key',
    'xagent/minimal',
    [
      drop('model-key'),
      set('model', ['spec', 'apiKeySecret'], 'kagent-openai'),
      set(
        'model-key',
        ['spec', 'data', 0, 'remoteRef', 'key'],
        'shared/model_api_key',
      ),
      set('model', ['spec', 'apiKeyPassthrough'], true),
    ],
  ],
  [
    'agent-no-inline-token',
    'xagent/minimal',
    [
      set('portal-server', ['spec', 'headersFrom', 0], {
        name: 'Authorization',
        value: 'Bearer written-down',
      }),
      set(
        'portal-server',
        ['spec', 'headersFrom', 0, 'valueFrom', 'type'],
        'ConfigMap',
      ),
    ],
  ],
  [
    'agent-few-places',
    'xagent/minimal',
    [
      set('network-policy', ['spec', 'egress', 1], {
        toEntities: ['world'],
        toPorts: [],
      }),
      set('network-policy', ['spec', 'egress', 1], {
        toCIDRSet: [{ cidr: '0.0.0.0/0' }],
        toPorts: [],
      }),
      set('network-policy', ['spec', 'egress', 1], {
        toEndpoints: [{}],
        toPorts: [],
      }),
      set('network-policy', ['spec', 'egress', 2, 'toFQDNs', 0], {
        matchPattern: '*',
      }),
      unset('network-policy', ['spec', 'egress', 1, 'toPorts']),
    ],
  ],
  [
    'hardened-pods',
    'xagent/minimal',
    [
      unset('agent', [...deployment, 'podSecurityContext']),
      set(
        'agent',
        [...deployment, 'podSecurityContext', 'runAsNonRoot'],
        false,
      ),
      unset('agent', [...deployment, 'securityContext']),
      set(
        'agent',
        [...deployment, 'securityContext', 'allowPrivilegeEscalation'],
        true,
      ),
    ],
  ],
  [
    'bounded-pods',
    'xagent/minimal',
    [unset('agent', [...deployment, 'resources', 'limits', 'memory'])],
  ],
  [
    'walled-workloads',
    'xagent/minimal',
    [drop('network-policy'), unset('network-policy', ['spec', 'egress'])],
  ],
];
