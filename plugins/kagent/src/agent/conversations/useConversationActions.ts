import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { describeError } from '@zerotouch/plugin-gitops';
import type {
  ConversationSummary,
  UpdateConversationRequest,
} from '@zerotouch/plugin-kagent-common';
import { kagentApiRef } from '../../api';
import { type ExportFormat, saveConversation } from '../export';

/** What a person does with conversations in the list; failures are told in a toast. */
export interface ConversationActions {
  update(id: string, change: UpdateConversationRequest): Promise<void>;
  remove(id: string): Promise<void>;
  save(id: string, format: ExportFormat): Promise<void>;
}

/**
 * Gives what the list of conversations does.
 *
 * @param on.changed - Gets a conversation that was renamed or pinned.
 * @param on.removed - Gets the id of a deleted one.
 */
export function useConversationActions(on: {
  changed(conversation: ConversationSummary): void;
  removed(id: string): void;
}): ConversationActions {
  const api = useApi(kagentApiRef);
  const toastApi = useApi(toastApiRef);
  const attempt = async (title: string, action: () => Promise<void>) => {
    try {
      await action();
    } catch (error) {
      toastApi.post({
        title,
        description: describeError(error),
        status: 'danger',
      });
    }
  };
  return {
    update: (id, change) =>
      attempt('The conversation could not be changed', async () =>
        on.changed(await api.updateConversation(id, change)),
      ),
    remove: id =>
      attempt('The conversation could not be deleted', async () => {
        await api.deleteConversation(id);
        on.removed(id);
      }),
    save: (id, format) =>
      attempt('The conversation could not be exported', async () =>
        saveConversation(await api.getConversation(id), format),
      ),
  };
}
