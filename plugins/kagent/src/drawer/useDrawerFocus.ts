import { type RefObject, useEffect } from 'react';
import { agentDrawer } from './agentDrawer';

/** Says on the root element that the drawer is open, so that the page can make room. */
const OPEN_ATTRIBUTE = 'data-agent-drawer';

/**
 * Gives the focus back to where it was when the drawer closes. A drawer over all of the page keeps it: what is behind
 * cannot be reached while it is open.
 */
export function useDrawerFocus(drawer: {
  panel: RefObject<HTMLElement>;
  isOpen: boolean;
  isModal: boolean;
}): void {
  const { panel, isOpen, isModal } = drawer;
  useEffect(() => {
    if (!isOpen) return undefined;
    const before = agentDrawer.openedFrom();
    const element = panel.current;
    const root = document.documentElement;
    root.setAttribute(OPEN_ATTRIBUTE, '');
    return () => {
      root.removeAttribute(OPEN_ATTRIBUTE);
      const isLost =
        document.activeElement === document.body ||
        element?.contains(document.activeElement);
      if (isLost && before instanceof HTMLElement) before.focus();
    };
  }, [isOpen, panel]);
  useEffect(() => {
    const element = panel.current;
    if (!isOpen || !isModal || !element?.parentElement) return undefined;
    const behind = [...element.parentElement.children].filter(
      other => other !== element && !other.hasAttribute('inert'),
    );
    for (const other of behind) other.setAttribute('inert', '');
    return () => {
      for (const other of behind) other.removeAttribute('inert');
    };
  }, [isModal, isOpen, panel]);
}
