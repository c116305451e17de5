import {
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { collectRoutes } from './collectRoutes';

/** Routes that the framework adds to every plugin; they authorise by themselves. */
const FRAMEWORK_ROUTE = / \/\.(backstage|well-known\/backstage)\//;

/** Starts plugins without serving them, and returns their own routes as `<plugin> <METHOD> <path>`. */
export async function recordRoutes(
  features: Array<BackendFeature | Promise<{ default: BackendFeature }>>,
): Promise<string[]> {
  const routes: string[] = [];
  const httpRouter = createServiceFactory({
    service: coreServices.httpRouter,
    deps: { plugin: coreServices.pluginMetadata },
    factory: ({ plugin }) => ({
      use: handler => {
        routes.push(
          ...collectRoutes(handler).map(route => `${plugin.getId()} ${route}`),
        );
      },
      addAuthPolicy: () => {},
    }),
  });
  const backend = await startTestBackend({
    features: [...features, httpRouter],
  });
  await backend.stop();
  return routes.filter(route => !FRAMEWORK_ROUTE.test(`${route}/`)).sort();
}
