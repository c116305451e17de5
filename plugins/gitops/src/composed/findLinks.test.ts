import { findLinks } from './findLinks';

const object = (kind: string, name: string, yaml: string) => ({
  key: kind.toLowerCase(),
  kind,
  name,
  yaml,
});

const cluster = object('Cluster', 'db', 'metadata: { name: db }');

it('finds who names whom', () => {
  const links = findLinks([
    cluster,
    object('ScheduledBackup', 'db-nightly', 'spec: { cluster: { name: db } }'),
    object(
      'Usage',
      'protect',
      'spec: { of: { kind: Cluster, resourceRef: { kind: Cluster, name: db } } }',
    ),
    object('ExternalSecret', 'keys', 'metadata: { name: keys }'),
    object(
      'ObjectStore',
      'store',
      'spec: { configuration: { s3Credentials: { accessKeyId: { name: keys, key: id } } } }',
    ),
  ]);
  expect(links).toEqual([
    { from: 'scheduledbackup', to: 'cluster' },
    { from: 'usage', to: 'cluster' },
    { from: 'objectstore', to: 'externalsecret' },
  ]);
});

it('takes no label, own name or foreign kind for a link', () => {
  expect(
    findLinks([
      cluster,
      object(
        'Service',
        'db',
        'metadata: { name: db, labels: { app: db } }\nspec: { selector: { name: db } }',
      ),
    ]),
  ).toEqual([]);
});

it('finds nothing in what is no YAML', () => {
  expect(findLinks([object('Cluster', 'db', 'a: [')])).toEqual([]);
});
