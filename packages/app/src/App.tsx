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
import gitopsPlugin from '@zerotouch/plugin-gitops';
import kagentPlugin from '@zerotouch/plugin-kagent';
import { appModule } from './appModule';
import { argoCdPlugin } from './argoCd/argoCdPlugin';
import { kubernetesModule } from './cluster/kubernetesModule';

/** The portal: stock plugins, then our own, all of them named here. */
export const app = createApp({
  features: [
    appModule,
    catalogPlugin,
    catalogGraphPlugin,
    apiDocsPlugin,
    scaffolderPlugin,
    techdocsPlugin,
    searchPlugin,
    orgPlugin,
    kubernetesPlugin,
    kubernetesModule,
    argoCdPlugin,
    userSettingsPlugin,
    gitopsPlugin,
    kagentPlugin,
  ],
});
