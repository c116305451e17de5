import { FakeRoute } from '../FakeCall';
import { toUser } from './pullRoutes';

const REPO = '/repos/{owner}/{repo}';

/** Who calls, the App and the repository itself. */
export const accountRoutes: FakeRoute[] = [
  {
    method: 'GET',
    template: '/user',
    handle: async ({ account }) => ({ status: 200, body: toUser(account) }),
  },
  {
    method: 'GET',
    template: '/app',
    handle: async ({ state }) => ({
      status: 200,
      body: { id: state.appId, slug: state.appSlug },
    }),
  },
  {
    method: 'GET',
    template: `${REPO}/installation`,
    handle: async ({ state }) => ({
      status: 200,
      body: { id: 77, app_id: state.appId },
    }),
  },
  {
    method: 'POST',
    template: '/app/installations/{installation_id}/access_tokens',
    handle: async ({ state }) => ({
      status: 201,
      body: {
        token: state.issueToken(),
        expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      },
    }),
  },
  {
    method: 'GET',
    template: REPO,
    handle: async ({ state, repository }) => ({
      status: 200,
      body: {
        name: state.repo,
        full_name: `${state.owner}/${state.repo}`,
        default_branch: 'main',
        clone_url: `file://${repository.directory}`,
      },
    }),
  },
];
