import { UnifiedThemeProvider } from '@backstage/theme';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { RiMoonLine, RiSunLine } from '@remixicon/react';
import { createPortalTheme } from './createPortalTheme';
import { darkPalette, lightPalette } from './palettes';

/** Attribute value under which `tokens.css` finds this portal's themes. */
const THEME_NAME = 'zerotouch';

const light = createPortalTheme(lightPalette);
const dark = createPortalTheme(darkPalette);

/** The light theme; replaces the stock one. */
export const lightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light',
      variant: 'light',
      icon: <RiSunLine size={18} />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={light} themeName={THEME_NAME}>
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});

/** The dark theme; replaces the stock one. */
export const darkTheme = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark',
      variant: 'dark',
      icon: <RiMoonLine size={18} />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={dark} themeName={THEME_NAME}>
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});
