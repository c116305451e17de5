import { createApp } from '@backstage/frontend-defaults';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import kubernetesPlugin from '@backstage/plugin-kubernetes/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import argoCdPlugin from '@roadiehq/backstage-plugin-argo-cd/alpha';
import gitopsPlugin from '@zerotouch/plugin-gitops';

/** The portal: stock plugins, then our own, all of them named here. */
export const app = createApp({
  features: [
    catalogPlugin,
    catalogGraphPlugin,
    apiDocsPlugin,
    scaffolderPlugin,
    techdocsPlugin,
    searchPlugin,
    orgPlugin,
    kubernetesPlugin,
    userSettingsPlugin,
    argoCdPlugin,
    gitopsPlugin,
  ],
});
