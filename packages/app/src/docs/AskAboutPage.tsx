import { ButtonLink } from '@backstage/ui';
import { findDocPath } from '@zerotouch/plugin-kagent';
import { useLocation } from 'react-router-dom';

/** Leads from a page of the docs to a chat that has the page at hand. */
export function AskAboutPage() {
  const path = findDocPath(useLocation().pathname);
  if (path === undefined) return null;
  return (
    <ButtonLink
      size="small"
      variant="secondary"
      href={`/agent?doc=${encodeURIComponent(path)}`}
    >
      Ask about this page
    </ButtonLink>
  );
}
