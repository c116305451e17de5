const listeners = new Set<() => void>();

/** Tells this page that a proposal was opened or decided here, so that counts and queues ask again at once. */
export function announceProposals(): void {
  for (const listener of [...listeners]) listener();
}

/**
 * Calls back after each {@link announceProposals} of this page.
 *
 * @returns A function that ends it.
 */
export function onProposalsChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
