import {
  ApiBlueprint,
  configApiRef,
  createFrontendPlugin,
  discoveryApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { ClusterPlace } from '../cluster/ClusterPlace';
import { argoCdApiRef, createArgoCdApi } from './createArgoCdApi';

const filter = { 'metadata.annotations.argocd/app-name': { $exists: true } };

const argoCdApi = ApiBlueprint.make({
  params: define =>
    define({
      api: argoCdApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        identityApi: identityApiRef,
        configApi: configApiRef,
      },
      factory: deps => createArgoCdApi(deps),
    }),
});

const overviewCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    filter,
    loader: async () => {
      const { ArgoCdOverview } = await import('./ArgoCdCards');
      return (
        <ClusterPlace what="Sync and health from Argo CD">
          <ArgoCdOverview />
        </ClusterPlace>
      );
    },
  },
});

const historyContent = EntityContentBlueprint.make({
  name: 'history',
  params: {
    path: '/argo-cd',
    title: 'Argo CD',
    group: 'deployment',
    filter,
    loader: async () => {
      const { ArgoCdHistory } = await import('./ArgoCdCards');
      return (
        <ClusterPlace what="The deployments that Argo CD made">
          <ArgoCdHistory />
        </ClusterPlace>
      );
    },
  },
});

/**
 * The components of the Roadie Argo CD plugin in extensions of ours.
 *
 * @remarks
 * Its own new-system entry point puts 65 kB of compressed decoders into the entry bundle and shows its cards on every
 * component; here the code comes with the first card that needs it.
 */
export const argoCdPlugin = createFrontendPlugin({
  pluginId: 'argocd',
  title: 'Argo CD',
  extensions: [argoCdApi, overviewCard, historyContent],
});
