import type { TechDocsClient } from '@backstage/plugin-techdocs';

type Client = Pick<
  TechDocsClient,
  'getApiOrigin' | 'getCookie' | 'getTechDocsMetadata' | 'getEntityMetadata'
>;

/**
 * Leaves out of a docs client's answers where a site's source is: the address is one that only the portal's own readers
 * can open, and a link to it would lead nowhere.
 */
export function withoutSourceLinks(client: Client): Client {
  return {
    getApiOrigin: () => client.getApiOrigin(),
    getCookie: () => client.getCookie(),
    getTechDocsMetadata: entityId => client.getTechDocsMetadata(entityId),
    getEntityMetadata: async entityId => {
      const { locationMetadata: _, ...metadata } =
        await client.getEntityMetadata(entityId);
      return metadata;
    },
  };
}
