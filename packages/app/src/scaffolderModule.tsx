import {
  createFrontendModule,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { loadCreatePage } from '@zerotouch/plugin-gitops';

/** The golden paths in groups. Replaces the stock list and its filters. */
const templates = SubPageBlueprint.make({
  name: 'templates',
  params: { path: 'templates', title: 'Templates', loader: loadCreatePage },
});

/** Places for people who write templates by hand; here they are generated from the definitions. */
const unusedPages = [
  scaffolderPlugin.getExtension('sub-page:scaffolder/actions'),
  scaffolderPlugin.getExtension('sub-page:scaffolder/editor'),
  scaffolderPlugin.getExtension('sub-page:scaffolder/templating-extensions'),
];

/** What this portal changes in the stock Create pages. */
export const scaffolderModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    templates,
    ...unusedPages.map(page => page.override({ disabled: true })),
  ],
});
