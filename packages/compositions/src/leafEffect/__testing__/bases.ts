/** Valid specs beside the examples, for fields that the examples leave out. */
export const bases: Record<string, Record<string, unknown>[]> = {
  XPostgres: [
    { dataClass: 'ephemeral' },
    {
      databases: [{ name: 'invoices', extensions: ['vector'] }],
      extensions: ['pg_trgm'],
    },
    { version: 17, restore: { from: { claim: 'old', incarnation: 3 } } },
    { restore: { from: { claim: 'old' }, targetLSN: '0/3000060' } },
    { restore: { from: { claim: 'old' }, backupID: '20261120T020000' } },
    { restore: { from: { claim: 'old' }, targetTime: '2026-11-20T10:15:00Z' } },
  ],
  XDragonfly: [{ snapshot: { schedule: '0 2 * * *', storageGB: 20 } }],
  XTenant: [
    {
      displayName: 'Leaf',
      owner: 'group:default/leaf',
      quota: {},
      access: [{ group: 'leaf-developers', role: 'view' }],
    },
  ],
  XWebService: [
    {
      image: 'app:1',
      allowFrom: ['monitoring'],
      health: {},
      scaling: { min: 1, max: 3 },
      security: {},
      command: ['serve'],
      args: ['--verbose'],
      env: { LOG_LEVEL: 'info' },
      secrets: [{ env: 'API_KEY', key: 'api_key' }],
      database: { claim: 'orders-db' },
      cache: { claim: 'session-cache' },
      metrics: { port: 9000 },
      initContainer: { image: 'app:1', command: ['migrate'], args: ['up'] },
    },
    { image: 'app:1', database: { claim: 'other-db' } },
    {
      image: 'app:1',
      exposure: 'public',
      hostname: 'shop.example.com',
      paths: ['/api'],
    },
    {
      image: 'app:1',
      scaling: { min: 1, max: 1 },
      volume: { sizeGB: 1, mountPath: '/data' },
    },
  ],
};

const images = ['app:1', 'ghcr.io/acme/other:2'];
const words = ['one', 'two'];
const paths = ['/one', '/two'];

/** Values for texts, which a schema cannot give. */
export const texts: Record<string, unknown[]> = {
  'XPostgres databases[].name': ['one', 'two'],
  'XPostgres backup.schedule': ['0 3 * * *', '0 4 * * *'],
  'XPostgres restore.from.claim': ['old', 'older'],
  'XPostgres restore.targetTime': [
    '2026-11-20T10:15:00Z',
    '2026-11-21T10:15:00Z',
  ],
  'XPostgres restore.targetLSN': ['0/3000060', '1/3000060'],
  'XPostgres restore.backupID': ['20261120T020000', '20261121T020000'],
  'XDragonfly snapshot.schedule': ['0 3 * * *', '0 4 * * *'],
  'XTenant displayName': ['One', 'Two'],
  'XTenant owner': ['group:default/one', 'user:default/two'],
  'XTenant access[].group': words,
  'XWebService image': images,
  'XWebService command[]': words,
  'XWebService args[]': words,
  'XWebService allowFrom[]': ['monitoring', 'gateway'],
  'XWebService hostname': [
    'shop.example.com',
    'leaf-claim-acme.apps.example.com',
  ],
  'XWebService paths[]': paths,
  'XWebService env{}': words,
  'XWebService secrets[].env': ['ONE', 'TWO'],
  'XWebService secrets[].key': words,
  'XWebService database.claim': ['orders-db', 'other-db'],
  'XWebService database.name': ['app', 'reports'],
  'XWebService cache.claim': ['session-cache', 'other-cache'],
  'XWebService streams[].claim': words,
  'XWebService health.path': paths,
  'XWebService health.readyPath': paths,
  'XWebService initContainer.image': images,
  'XWebService initContainer.command[]': words,
  'XWebService initContainer.args[]': words,
  'XWebService volume.mountPath': ['/data', '/files'],
  'XWebService metrics.path': paths,
};
