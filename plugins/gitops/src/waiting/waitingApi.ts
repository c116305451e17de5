import { createApiRef } from '@backstage/frontend-plugin-api';

/** Something other than a proposal that waits for the person, such as a tool call of an agent. */
export interface WaitingItem {
  id: string;
  title: string;
  /** Where it is decided, inside the portal. */
  path: string;
  /** Who waits, in a few words. */
  by: string;
  /** Since when, as an ISO date and time. */
  since: string;
}

/** Tells what else waits for the person. */
export interface WaitingApi {
  /** Lists what waits, the longest waiting first. */
  listWaiting(options?: { signal?: AbortSignal }): Promise<WaitingItem[]>;
}

/** What else waits for the person; a portal without agents has no such API. */
export const waitingApiRef = createApiRef<WaitingApi>().with({
  id: 'plugin.kagent.waiting',
  pluginId: 'kagent',
});
