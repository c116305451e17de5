import {
  createUnifiedTheme,
  type PageTheme,
  type UnifiedTheme,
} from '@backstage/theme';
import type { darkPalette, lightPalette } from './palettes';

const FONT_FAMILY =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/**
 * Creates the theme that stock pages follow: flat headers, our palette, dense headings.
 *
 * @param palette - One of the two palettes of this portal.
 */
export function createPortalTheme(
  palette: typeof lightPalette | typeof darkPalette,
): UnifiedTheme {
  const page: PageTheme = {
    colors: [palette.background.paper],
    shape: 'none',
    backgroundImage: 'none',
    fontColor: palette.textContrast,
  };
  return createUnifiedTheme({
    palette,
    fontFamily: FONT_FAMILY,
    defaultPageTheme: 'home',
    pageTheme: { home: page },
    typography: {
      htmlFontSize: 16,
      fontFamily: FONT_FAMILY,
      h1: { fontSize: 28, fontWeight: 600, marginBottom: 6 },
      h2: { fontSize: 24, fontWeight: 600, marginBottom: 6 },
      h3: { fontSize: 20, fontWeight: 600, marginBottom: 4 },
      h4: { fontSize: 18, fontWeight: 600, marginBottom: 4 },
      h5: { fontSize: 16, fontWeight: 600, marginBottom: 2 },
      h6: { fontSize: 14, fontWeight: 600, marginBottom: 2 },
    },
    components: {
      BackstageHeader: {
        styleOverrides: {
          header: {
            boxShadow: 'none',
            borderBottom: `1px solid ${palette.border}`,
            backgroundColor: palette.background.paper,
          },
        },
      },
      MuiPaper: { styleOverrides: { elevation1: { boxShadow: 'none' } } },
      MuiButton: { styleOverrides: { root: { textTransform: 'none' } } },
      MuiTableCell: {
        styleOverrides: { root: { padding: '10px 16px', lineHeight: '1.3' } },
      },
    },
  });
}
