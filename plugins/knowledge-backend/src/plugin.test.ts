import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  EmbeddedIndex,
  knowledgeServiceRef,
} from '@zerotouch/plugin-knowledge-node';
import request from 'supertest';
import knowledgePlugin from '.';

async function start(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
  const index = EmbeddedIndex.create();
  await index.replaceAll([
    {
      path: 'docs/runbooks/restore-a-database.md',
      content:
        '# Restore a database\n\n## Choose the moment\n\nPick a recovery target time.\n\n## Check the result\n\nCount the rows of the restored database.',
    },
    {
      path: 'docs/runbooks/node.md',
      content: '# Replace a node\n\nDrain the machine first.',
    },
  ]);
  return startTestBackend({
    features: [
      knowledgePlugin,
      createServiceFactory({
        service: knowledgeServiceRef,
        deps: {},
        factory: () => index,
      }),
      mockServices.permissions.factory({ result }),
    ],
  });
}

describe('GET /api/knowledge/search', () => {
  it('gives the passages with their page in the portal', async () => {
    const { server } = await start(AuthorizeResult.ALLOW);
    const response = await request(server).get(
      '/api/knowledge/search?q=how%20do%20I%20restore%20my%20database&limit=1',
    );
    expect(response.status).toBe(200);
    expect(response.body.items).toEqual([
      {
        id: expect.stringContaining('docs/runbooks/restore-a-database.md#'),
        title: 'Restore a database',
        heading: expect.any(String),
        path: 'docs/runbooks/restore-a-database.md',
        url: expect.stringMatching(
          '^/docs/default/component/zerotouch/runbooks/restore-a-database/#',
        ),
        text: expect.any(String),
        score: expect.any(Number),
      },
    ]);
  });

  it('gives an empty list when nothing fits', async () => {
    const { server } = await start(AuthorizeResult.ALLOW);
    const response = await request(server).get(
      '/api/knowledge/search?q=What%20is%20the%20capital%20of%20France',
    );
    expect([response.status, response.body]).toEqual([200, { items: [] }]);
  });

  it.each([
    ['', '"q"'],
    ['?q=', '"q" is empty'],
    ['?q=%20%20', '"q" is empty'],
    ['?q=a&q=b', '"q"'],
    ['?q=a&limit=0', '"limit" is at least 1'],
    ['?q=a&limit=21', '"limit" is at most 20'],
    ['?q=a&limit=x', '"limit"'],
    [`?q=${encodeURIComponent('é'.repeat(1001))}`, 'at most 1000'],
  ])('refuses %.40s', async (query, message) => {
    const { server } = await start(AuthorizeResult.ALLOW);
    const response = await request(server).get(`/api/knowledge/search${query}`);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(message);
  });

  it('refuses anonymous callers and callers without the permission', async () => {
    const allowed = await start(AuthorizeResult.ALLOW);
    const anonymous = await request(allowed.server)
      .get('/api/knowledge/search?q=database')
      .set('authorization', mockCredentials.none.header());
    expect(anonymous.status).toBe(401);

    const denied = await start(AuthorizeResult.DENY);
    const response = await request(denied.server).get(
      '/api/knowledge/search?q=database',
    );
    expect(response.status).toBe(403);
  });
});
