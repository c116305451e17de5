import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ConfigApi,
  DiscoveryApi,
  IdentityApi,
} from '@backstage/frontend-plugin-api';
import type {
  ArgoCDApiClient,
  argoCDApiRef as stockApiRef,
} from '@roadiehq/backstage-plugin-argo-cd';

/** The calls that the Argo CD components make. */
export type ArgoCdApi = (typeof stockApiRef)['T'];

/** The same API as the Argo CD plugin's own ref, which cannot be imported without all of its code. */
export const argoCdApiRef = createApiRef<ArgoCdApi>().with({
  id: 'plugin.argocd.service',
  pluginId: 'argocd',
});

/** Creates the Argo CD client, whose code is fetched with its first call. */
export function createArgoCdApi(deps: {
  discoveryApi: DiscoveryApi;
  identityApi: IdentityApi;
  configApi: ConfigApi;
}): ArgoCdApi {
  let client: Promise<ArgoCDApiClient> | undefined;
  const load = () => {
    client ??= import('@roadiehq/backstage-plugin-argo-cd').then(
      stock =>
        new stock.ArgoCDApiClient({
          discoveryApi: deps.discoveryApi,
          identityApi: deps.identityApi,
          backendBaseUrl: deps.configApi.getString('backend.baseUrl'),
          searchInstances: false,
          useNamespacedApps:
            deps.configApi.getOptionalBoolean('argocd.namespacedApps') ?? false,
        }),
    );
    return client;
  };
  return {
    listApps: async (...args) => (await load()).listApps(...args),
    getRevisionDetails: async (...args) =>
      (await load()).getRevisionDetails(...args),
    getAppDetails: async (...args) => (await load()).getAppDetails(...args),
    getAppListDetails: async (...args) =>
      (await load()).getAppListDetails(...args),
    serviceLocatorUrl: async (...args) =>
      (await load()).serviceLocatorUrl(...args),
  };
}
