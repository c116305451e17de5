import { withoutSourceLinks } from './withoutSourceLinks';

it('leaves out where the source is, and nothing else', async () => {
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'zerotouch' },
  };
  const client = withoutSourceLinks({
    getApiOrigin: async () => 'http://localhost/api/techdocs',
    getCookie: async () => ({ expiresAt: 'later' }),
    getTechDocsMetadata: async () => ({
      site_name: 'Handbook',
      site_description: '',
      etag: 'e',
      build_timestamp: 1,
    }),
    getEntityMetadata: async () => ({
      ...entity,
      locationMetadata: {
        type: 'url',
        target: 'https://forge.zerotouch.invalid/tree/main/',
      },
    }),
  });
  const id = { kind: 'component', namespace: 'default', name: 'zerotouch' };
  expect(await client.getEntityMetadata(id)).toEqual(entity);
  expect(await client.getTechDocsMetadata(id)).toMatchObject({ etag: 'e' });
  expect(await client.getApiOrigin()).toBe('http://localhost/api/techdocs');
});
