import { toastApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { gitopsApiRef } from '@zerotouch/plugin-gitops';
import kagentPlugin, { kagentApiRef } from '../..';
import { FakeGitops } from '../../approvals/__testUtils__/FakeGitops';
import type { FakeKagent } from './FakeKagent';

/** Gets every toast that a page posts. */
export const postToast = jest.fn(() => ({ close: () => undefined }));

const found = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'operators' },
    spec: { profile: { displayName: 'Operators' } },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'xpostgres-orders-db', namespace: 'acme' },
  },
];

/** A catalog with one team and one database. */
export const catalog = {
  queryEntities: async (request: { filter?: { kind?: string[] } } = {}) => ({
    items: found.filter(
      ({ kind }) => request.filter?.kind?.includes(kind) ?? true,
    ),
    totalItems: found.length,
    pageInfo: {},
  }),
};

/** Opens the portal with this plugin at a path. */
export function renderAgent(
  kagent: FakeKagent,
  path = '/agent',
  options: { mayChat?: boolean; gitops?: FakeGitops; from?: string } = {},
) {
  const { from, mayChat = true, gitops = new FakeGitops() } = options;
  return renderTestApp({
    features: [kagentPlugin],
    initialRouteEntries: from === undefined ? [path] : [from, path],
    apis: [
      [kagentApiRef, kagent],
      [gitopsApiRef, gitops],
      [catalogApiRef, catalog],
      [toastApiRef, { post: postToast }],
      [
        permissionApiRef,
        mockApis.permission({
          authorize: request =>
            request.permission.name === 'kagent.chat' && !mayChat
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
      ],
    ],
  });
}
