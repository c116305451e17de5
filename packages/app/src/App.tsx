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
import { apiDocsModule } from './apiDocsModule';
import { appModule } from './appModule';
import { argoCdPlugin } from './argoCd/argoCdPlugin';
import { catalogModule } from './catalogModule';
import { kubernetesModule } from './cluster/kubernetesModule';
import { docsModule } from './docs/docsModule';
import { scaffolderModule } from './scaffolderModule';
import { settingsModule } from './settings/settingsModule';

/** The portal. Features are named one by one; ours come first, so that their cards lead on the pages of the catalog. */
export const app = createApp({
  features: [
    appModule,
    gitopsPlugin,
    kagentPlugin,
    argoCdPlugin,
    catalogPlugin,
    catalogModule,
    catalogGraphPlugin,
    apiDocsPlugin,
    apiDocsModule,
    scaffolderPlugin,
    scaffolderModule,
    techdocsPlugin,
    docsModule,
    searchPlugin,
    orgPlugin,
    kubernetesPlugin,
    kubernetesModule,
    userSettingsPlugin,
    settingsModule,
  ],
});
