import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { RiSettings3Line } from '@remixicon/react';

/** One page without tabs: nobody signs in elsewhere from here, and there are no feature flags. */
const settingsPage = PageBlueprint.make({
  params: {
    path: '/settings',
    title: 'Settings',
    icon: <RiSettings3Line />,
    routeRef: userSettingsPlugin.routes.root,
    loader: () => import('./SettingsPage').then(m => <m.SettingsPage />),
  },
});

const stockPages = [
  userSettingsPlugin.getExtension('sub-page:user-settings/general'),
  userSettingsPlugin.getExtension('sub-page:user-settings/auth-providers'),
  userSettingsPlugin.getExtension('sub-page:user-settings/feature-flags'),
];

/** What this portal changes in the stock settings. */
export const settingsModule = createFrontendModule({
  pluginId: 'user-settings',
  extensions: [
    settingsPage,
    ...stockPages.map(page => page.override({ disabled: true })),
  ],
});
