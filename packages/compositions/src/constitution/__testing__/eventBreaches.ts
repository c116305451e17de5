import { drop, set, unset } from '../../__testing__/breaking';
import { Breach } from './Breach';

const trigger = ['spec', 'triggers', 0, 'metadata'];
const nats = { toEndpoints: [{ matchLabels: { a: 'b' } }] };

/** How the promises on streams and on those who use them can be broken. */
export const eventBreaches: Breach[] = [
  [
    'stream-on-disk',
    'xeventstream/full',
    [
      set('stream', ['spec', 'storage'], 'memory'),
      unset('dead-letters', ['spec', 'storage']),
      unset('stream', ['spec', 'maxBytes']),
      unset('stream', ['spec', 'maxAge']),
    ],
  ],
  [
    'stream-survives',
    'xeventstream/full',
    [
      set('stream', ['spec', 'preventDelete'], false),
      unset('dead-letters', ['spec', 'preventDelete']),
    ],
  ],
  [
    'stream-own-names',
    'xeventstream/typical',
    [
      set('stream', ['spec', 'name'], 'GLOBEX_ORDERS'),
      set('stream', ['spec', 'subjects', 0], 'globex.orders.>'),
      set('stream', ['spec', 'subjects', 0], '>'),
      set('stream', ['spec', 'subjects', 1], 'acme.orders.created'),
      set('consumer-billing', ['spec', 'streamName'], 'GLOBEX_ORDERS'),
      set('dead-letters', ['spec', 'subjects', 2], '$JS.EVENT.>'),
    ],
  ],
  [
    'stream-own-account',
    'xeventstream/typical',
    [
      drop('account'),
      set('account', ['spec', 'name'], 'globex'),
      set('account', ['spec', 'user', 'secret', 'name'], 'orders-es'),
      unset('stream', ['spec', 'account']),
      set('consumer-billing', ['spec', 'account'], 'other'),
    ],
  ],
  [
    'explicit-ack',
    'xeventstream/typical',
    [
      set('consumer-billing', ['spec', 'ackPolicy'], 'none'),
      unset('consumer-billing', ['spec', 'ackPolicy']),
      unset('consumer-billing', ['spec', 'ackWait']),
    ],
  ],
  [
    'explicit-ack',
    'xeventstream/full',
    [set('consumer-small', ['spec', 'ackPolicy'], 'all')],
  ],
  [
    'dead-letters-kept',
    'xeventstream/typical',
    [
      drop('dead-letters'),
      set('dead-letters', ['spec', 'subjects'], []),
      drop('alerts'),
    ],
  ],
  ['stateful-usage', 'xeventstream/minimal', [drop('protect')]],
  [
    'own-secret-store',
    'xeventstream/minimal',
    [
      set('credentials', ['spec', 'secretStoreRef', 'name'], 'tenant-globex'),
      set(
        'controller-credentials',
        ['spec', 'secretStoreRef', 'name'],
        'aws-parameter-store',
      ),
    ],
  ],
  [
    'no-literal-secret',
    'xeventstream/minimal',
    [
      set(
        'credentials',
        ['spec', 'target', 'template', 'data', 'NATS_PASSWORD'],
        'hunter2',
      ),
    ],
  ],
  [
    'hardened-pods',
    'xeventdrivenservice/minimal',
    [
      set(
        'deployment',
        ['spec', 'template', 'spec', 'securityContext', 'runAsNonRoot'],
        false,
      ),
    ],
  ],
  [
    'walled-workloads',
    'xeventdrivenservice/minimal',
    [drop('network-policy'), unset('network-policy', ['spec', 'egress'])],
  ],
  [
    'named-egress',
    'xeventdrivenservice/minimal',
    [
      set('network-policy', ['spec', 'egress', 1], { toEntities: ['world'] }),
      set('network-policy', ['spec', 'egress', 1], {
        toEntities: ['kube-apiserver'],
      }),
      set('network-policy', ['spec', 'egress', 1], {
        toCIDR: ['10.0.0.0/8'],
      }),
      set('network-policy', ['spec', 'egress', 1], { toEndpoints: [{}] }),
    ],
  ],
  [
    'named-egress',
    'xwebservice/minimal',
    [
      set('network-policy', ['spec', 'egress', 1], {
        ...nats,
        toPorts: [{ ports: [{ port: '4222', protocol: 'TCP' }] }],
      }),
    ],
  ],
  [
    'own-lag',
    'xeventdrivenservice/minimal',
    [
      set('scaled-object', [...trigger, 'account'], '$G'),
      set('scaled-object', [...trigger, 'stream'], 'GLOBEX_ORDERS'),
    ],
  ],
];
