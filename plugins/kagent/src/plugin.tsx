import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { RiChat3Line, RiGitPullRequestLine } from '@remixicon/react';
import { kagentApiRef } from './api';
import { createKagentApi } from './createKagentApi';
import { agentRouteRef, approvalsRouteRef } from './routes';

const kagentApi = ApiBlueprint.make({
  params: define =>
    define({
      api: kagentApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => createKagentApi(deps),
    }),
});

const agentPage = PageBlueprint.make({
  name: 'agent',
  params: {
    path: '/agent',
    title: 'Agent',
    icon: <RiChat3Line />,
    routeRef: agentRouteRef,
    loader: () => import('./agent').then(m => <m.AgentPage />),
  },
});

const approvalsPage = PageBlueprint.make({
  name: 'approvals',
  params: {
    path: '/approvals',
    title: 'Approvals',
    icon: <RiGitPullRequestLine />,
    routeRef: approvalsRouteRef,
    loader: () => import('./approvals').then(m => <m.ApprovalsPage />),
  },
});

/** Agent chat and the approval queue. */
export const kagentPlugin = createFrontendPlugin({
  pluginId: 'kagent',
  title: 'Agent',
  icon: <RiChat3Line />,
  extensions: [kagentApi, agentPage, approvalsPage],
  routes: { agent: agentRouteRef, approvals: approvalsRouteRef },
});
