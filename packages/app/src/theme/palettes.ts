import { palettes } from '@backstage/theme';

/** Colours of stock pages in the light theme; the same values as `tokens.css` gives to our own pages. */
export const lightPalette = {
  ...palettes.light,
  background: { default: '#f5f6f8', paper: '#ffffff' },
  primary: { main: '#3451b2' },
  secondary: { main: '#3451b2' },
  link: '#3451b2',
  linkHover: '#22377d',
  border: '#e1e4ea',
  textContrast: '#14181f',
  textSubtle: '#586172',
  textVerySubtle: '#c9ced8',
  infoBackground: '#e8ecfb',
  infoText: '#22377d',
  errorBackground: '#fdeaea',
  errorText: '#99201c',
  warningBackground: '#fdf1d8',
  warningText: '#6b4300',
  status: {
    ok: '#177245',
    warning: '#8a5a00',
    error: '#b3261e',
    running: '#3451b2',
    pending: '#8a5a00',
    aborted: '#586172',
  },
  tabbar: { indicator: '#3451b2' },
};

/** Colours of stock pages in the dark theme; the same values as `tokens.css` gives to our own pages. */
export const darkPalette = {
  ...palettes.dark,
  background: { default: '#111419', paper: '#191d24' },
  primary: { main: '#a3b5ff', dark: '#8298f0' },
  secondary: { main: '#a3b5ff' },
  link: '#a3b5ff',
  linkHover: '#c6d1ff',
  border: '#2c323d',
  textContrast: '#edf0f5',
  textSubtle: '#a3adbd',
  textVerySubtle: '#4a5262',
  infoBackground: '#1d2745',
  infoText: '#c6d1ff',
  errorBackground: '#3b1a1a',
  errorText: '#ffb4ab',
  warningBackground: '#382a0e',
  warningText: '#f5cf86',
  status: {
    ok: '#6bd49a',
    warning: '#f0bf5f',
    error: '#ff8a80',
    running: '#a3b5ff',
    pending: '#f0bf5f',
    aborted: '#a3adbd',
  },
  tabbar: { indicator: '#a3b5ff' },
};
