import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  lazy,
  Suspense,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { useLocation } from 'react-router-dom';
import { agentRouteRef } from '../routes';
import { agentDrawer } from './agentDrawer';

const AgentDrawer = lazy(() =>
  import('./AgentDrawer').then(m => ({ default: m.AgentDrawer })),
);

/**
 * Holds the drawer with the agent. Its code is fetched when it is first opened; from then on it stays, so that a
 * conversation goes on while one navigates.
 *
 * @remarks On the page of the agent there is no drawer: opening it puts the focus where one writes.
 */
export function DrawerHost() {
  const wantsOpen = useSyncExternalStore(
    agentDrawer.subscribe,
    agentDrawer.isOpen,
  );
  const { pathname } = useLocation();
  const basePath = useRouteRef(agentRouteRef)?.() ?? '/agent';
  const isAgentPage =
    pathname === basePath || pathname.startsWith(`${basePath}/`);
  const isOpen = wantsOpen && !isAgentPage;
  const [wasOpen, setWasOpen] = useState(false);
  useEffect(() => {
    if (isOpen) setWasOpen(true);
  }, [isOpen]);
  useEffect(() => {
    if (!wantsOpen || !isAgentPage) return;
    agentDrawer.close();
    document
      .querySelector<HTMLElement>('form textarea[aria-label="Message"]')
      ?.focus();
  }, [isAgentPage, wantsOpen]);
  if (!isOpen && !wasOpen) return null;
  return (
    <Suspense fallback={null}>
      <AgentDrawer isOpen={isOpen} basePath={basePath} pathname={pathname} />
    </Suspense>
  );
}
