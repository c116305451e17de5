import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import kubernetesPlugin from '@backstage/plugin-kubernetes/alpha';
import { ClusterPlace } from './ClusterPlace';

/** The stock Kubernetes page of an entity, which asks no backend while no cluster is connected. */
export const kubernetesModule = createFrontendModule({
  pluginId: 'kubernetes',
  extensions: [
    kubernetesPlugin
      .getExtension('entity-content:kubernetes/kubernetes')
      .override({
        *factory(originalFactory) {
          const original = originalFactory();
          yield* original;
          yield coreExtensionData.reactElement(
            <ClusterPlace what="Workloads, pods and their events">
              {original.get(coreExtensionData.reactElement)}
            </ClusterPlace>,
          );
        },
      }),
  ],
});
