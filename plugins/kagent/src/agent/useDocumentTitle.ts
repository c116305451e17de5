import { useEffect } from 'react';

/** Puts `title` before the name of the portal in the title of the window, for as long as it is shown. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = before ? `${title} · ${before}` : title;
    return () => {
      document.title = before;
    };
  }, [title]);
}
