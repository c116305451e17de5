import {
  Break,
  drop,
  replaceText,
  set,
  unset,
} from '../../__testing__/breaking';
import { Breach } from './Breach';

const pods = ['spec', 'template', 'spec'];
const literal = { name: 'DB_PASSWORD', value: 'hunter2' };
const secret: Break = composition => {
  composition.resources.secrets = {
    ready: false,
    object: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'x', namespace: 'acme' },
    },
  };
};

/** How the promises on data and secrets can be broken. */
export const dataBreaches: Breach[] = [
  [
    'stateful-usage',
    'xpostgres/minimal',
    [
      drop('protect'),
      set('protect', ['spec', 'of', 'kind'], 'Cluster'),
      set('protect', ['spec', 'of', 'resourceRef', 'name'], 'other'),
    ],
  ],
  [
    'stateful-usage',
    'xtenant/minimal',
    [
      drop('protect'),
      drop('protect-namespace'),
      set('protect-namespace', ['spec', 'of', 'resourceRef', 'name'], 'other'),
    ],
  ],
  [
    'retained-volumes',
    'xpostgres/minimal',
    [
      set('cluster', ['spec', 'storage', 'storageClass'], 'standard'),
      unset('cluster', ['spec', 'walStorage', 'storageClass']),
    ],
  ],
  [
    'retained-volumes',
    'xdragonfly/full',
    [
      set(
        'dragonfly',
        ['spec', 'snapshot', 'persistentVolumeClaimSpec', 'storageClassName'],
        'fast',
      ),
    ],
  ],
  [
    'databases-retained',
    'xpostgres/full',
    [set('database-invoices', ['spec', 'databaseReclaimPolicy'], 'delete')],
  ],
  [
    'no-literal-secret',
    'xwebservice/full',
    [
      secret,
      set('deployment', [...pods, 'containers', 0, 'env', 0], literal),
      set('deployment', [...pods, 'containers', 0, 'env', 0], {
        name: 'DATABASE_URL',
        value: 'postgresql://app:hunter2@db/app',
      }),
    ],
  ],
  [
    'no-literal-secret',
    'xdragonfly/minimal',
    [
      set(
        'credentials',
        ['spec', 'target', 'template', 'data', 'REDIS_PASSWORD'],
        'abc',
      ),
      set(
        'credentials',
        ['spec', 'target', 'template', 'data', 'REDIS_URL'],
        'redis://:abc@x:6379',
      ),
    ],
  ],
  [
    'own-secret-store',
    'xwebservice/full',
    [
      set('secrets', ['spec', 'secretStoreRef', 'name'], 'tenant-globex'),
      set('secrets', ['spec', 'secretStoreRef', 'name'], 'platform'),
      unset('secrets', ['spec', 'secretStoreRef']),
    ],
  ],
  [
    'generated-once',
    'xdragonfly/minimal',
    [
      set('credentials', ['spec', 'refreshPolicy'], 'Periodic'),
      set(
        'credentials',
        ['spec', 'dataFrom', 0, 'sourceRef', 'generatorRef', 'kind'],
        'UUID',
      ),
    ],
  ],
  [
    'cache-memory',
    'xdragonfly/minimal',
    [
      replaceText('dragonfly', '--maxmemory=1536mb', '--maxmemory=2048mb'),
      replaceText('dragonfly', '--maxmemory=1536mb', '--port=6379'),
      replaceText('dragonfly', '--maxmemory=1536mb', '--maxmemory=1gb'),
    ],
  ],
];
