const listeners = new Set<() => void>();
let isOpen = false;
let openedFrom: Element | null = null;

function set(next: boolean): void {
  if (next === isOpen) return;
  if (next) openedFrom = document.activeElement;
  isOpen = next;
  for (const listener of [...listeners]) listener();
}

/** Whether the drawer with the agent is open; a button or key anywhere in the portal may open it. */
export const agentDrawer = {
  isOpen: () => isOpen,
  /** What had the focus when the drawer was opened. */
  openedFrom: () => openedFrom,
  open: () => set(true),
  close: () => set(false),
  toggle: () => set(!isOpen),
  /** Calls `listener` after each change. @returns A function that ends it. */
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
