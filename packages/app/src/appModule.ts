import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { layoutExtension } from './layout/layoutExtension';
import { notFoundExtension } from './layout/notFoundExtension';
import { navigationExtension } from './navigation/navigationExtension';
import { signInExtension } from './signIn/signInExtension';
import { darkTheme, lightTheme } from './theme/themes';

/** What makes the stock shell this portal: frame, navigation, themes and sign-in. */
export const appModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    layoutExtension,
    navigationExtension,
    notFoundExtension,
    signInExtension,
    lightTheme,
    darkTheme,
  ],
});
