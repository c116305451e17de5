import type { KagentApi } from '@zerotouch/plugin-kagent-common';

/** What the client needs from the app. */
export interface KagentApiOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/**
 * Creates the kagent client, whose code is fetched with its first call.
 *
 * @remarks The client parses every answer with schemas that the entry bundle should not carry.
 */
export function createKagentApi(options: KagentApiOptions): KagentApi {
  let client: Promise<KagentApi> | undefined;
  const load = () => {
    client ??= import('@zerotouch/plugin-kagent-common').then(
      ({ KagentClient }) => new KagentClient(options),
    );
    return client;
  };
  return {
    listAgents: async () => (await load()).listAgents(),
    listConversations: async (...args) =>
      (await load()).listConversations(...args),
    getConversation: async (...args) => (await load()).getConversation(...args),
    createConversation: async (...args) =>
      (await load()).createConversation(...args),
    deleteConversation: async (...args) =>
      (await load()).deleteConversation(...args),
    updateConversation: async (...args) =>
      (await load()).updateConversation(...args),
    shareConversation: async (...args) =>
      (await load()).shareConversation(...args),
    giveFeedback: async (...args) => (await load()).giveFeedback(...args),
    previewAttachments: async (...args) =>
      (await load()).previewAttachments(...args),
    listWaitingApprovals: async () => (await load()).listWaitingApprovals(),
    cancel: async (...args) => (await load()).cancel(...args),
    async *sendMessage(...args) {
      yield* (await load()).sendMessage(...args);
    },
    async *decideApproval(...args) {
      yield* (await load()).decideApproval(...args);
    },
    async *followConversation(...args) {
      yield* (await load()).followConversation(...args);
    },
  };
}
