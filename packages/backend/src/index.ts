import { createBackend } from '@backstage/backend-defaults';
import { authProviders } from './authProviders';
import { loopbackDiscovery } from './loopbackDiscovery';
import { precompressedHttpRouter } from './precompressedHttpRouter';
import { searchEngine } from './searchEngine';
import { sqliteLog } from './sqliteLog';

const backend = createBackend();

backend.add(loopbackDiscovery);
backend.add(precompressedHttpRouter);
backend.add(sqliteLog);
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-proxy-backend'));
backend.add(import('@backstage/plugin-events-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(authProviders);
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@zerotouch/plugin-permission-backend-module-portal'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@zerotouch/plugin-catalog-backend-module-platform'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@zerotouch/plugin-scaffolder-backend-module-gitops'));
backend.add(import('@backstage/plugin-techdocs-backend'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(searchEngine);
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@zerotouch/plugin-gitops-backend'));
backend.add(import('@zerotouch/plugin-knowledge-backend'));
backend.add(import('@zerotouch/plugin-kagent-backend'));

backend.start();
