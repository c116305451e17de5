import {
  ApiBlueprint,
  AppRootElementBlueprint,
  PageBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { RiChat3Line, RiGitPullRequestLine } from '@remixicon/react';
import { waitingApiRef } from '@zerotouch/plugin-gitops';
import { kagentApiRef } from './api';
import { createKagentApi } from './createKagentApi';
import { DrawerHost } from './drawer';
import { agentRouteRef, approvalsRouteRef } from './routes';
import { createWaitingApi } from './waiting';

const kagentApi = ApiBlueprint.make({
  params: define =>
    define({
      api: kagentApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => createKagentApi(deps),
    }),
});

const waitingApi = ApiBlueprint.make({
  name: 'waiting',
  params: define =>
    define({
      api: waitingApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => createWaitingApi(deps),
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

const drawer = AppRootElementBlueprint.make({
  name: 'drawer',
  params: { element: <DrawerHost /> },
});

/** Agent chat and the approval queue. */
export const kagentPlugin = createFrontendPlugin({
  pluginId: 'kagent',
  title: 'Agent',
  icon: <RiChat3Line />,
  extensions: [kagentApi, waitingApi, agentPage, approvalsPage, drawer],
  routes: { agent: agentRouteRef, approvals: approvalsRouteRef },
});
