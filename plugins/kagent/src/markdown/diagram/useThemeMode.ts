import { useSyncExternalStore } from 'react';

/** Attribute in which the app tells the mode of its theme. */
const ATTRIBUTE = 'data-theme-mode';

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributeFilter: [ATTRIBUTE] });
  return () => observer.disconnect();
}
const getMode = () =>
  document.body.getAttribute(ATTRIBUTE) === 'dark' ? 'dark' : 'light';

/** Whether the page is dark or light now. */
export function useThemeMode(): 'dark' | 'light' {
  return useSyncExternalStore(subscribe, getMode);
}
