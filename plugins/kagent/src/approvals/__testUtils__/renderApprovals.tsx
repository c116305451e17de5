import type { Entity } from '@backstage/catalog-model';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, waitFor } from '@testing-library/react';
import { gitopsApiRef } from '@zerotouch/plugin-gitops';
import kagentPlugin, { kagentApiRef } from '../..';
import { FakeKagent } from '../../agent/__testUtils__/FakeKagent';
import type { FakeGitops } from './FakeGitops';

/** Gets every toast that a page posts. */
export const postToast = jest.fn(() => ({ close: () => undefined }));

/** A catalog that knows nothing until a test says otherwise. */
export const catalog = {
  getEntitiesByRefs: async ({
    entityRefs,
  }: {
    entityRefs: string[];
  }): Promise<{ items: (Entity | undefined)[] }> => ({
    items: entityRefs.map(() => undefined),
  }),
};

/** Opens the portal with this plugin at a path. */
export function renderApprovals(
  gitops: FakeGitops,
  path: string,
  options: { mayDecide?: boolean; kagent?: FakeKagent } = {},
) {
  const { mayDecide = true, kagent = new FakeKagent() } = options;
  return renderTestApp({
    features: [kagentPlugin],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [gitopsApiRef, gitops],
      [kagentApiRef, kagent],
      [toastApiRef, { post: postToast }],
      [catalogApiRef, catalog],
      [
        permissionApiRef,
        mockApis.permission({
          authorize: request =>
            request.permission.name.endsWith('.decide') && !mayDecide
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
      ],
    ],
  });
}

/** Finds the approve button once the change has been shown. */
export async function findLiveApprove() {
  const button = await screen.findByRole('button', {
    name: 'Approve and merge',
  });
  await waitFor(() => expect(button).toBeEnabled());
  return button;
}
