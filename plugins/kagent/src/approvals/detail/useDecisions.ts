import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { errorNameOf, gitopsApiRef } from '@zerotouch/plugin-gitops';
import type { Proposal } from '@zerotouch/plugin-gitops-common';
import { type Action, useAction } from './useAction';
import { useForgeToken } from './useForgeToken';

const TOAST_MS = 8_000;

/** What a person may do about a proposal. */
export interface Decisions extends Action {
  approve(): void;
  reject(reason: string): void;
  bringMainIn(): void;
  comment(body: string): void;
}

/**
 * Carries out decisions about the shown version of a proposal.
 *
 * @param options.onChanged - Gets each newer state of the proposal.
 * @param options.onMoved - Gets the proposal whose head is not the shown one.
 * @param options.onDecided - Gets the proposal once it is merged or rejected from here.
 */
export function useDecisions(options: {
  shown: Proposal;
  onChanged(proposal: Proposal): void;
  onMoved(proposal: Proposal): void;
  onDecided(proposal: Proposal): void;
}): Decisions {
  const { shown, onChanged, onMoved, onDecided } = options;
  const gitopsApi = useApi(gitopsApiRef);
  const toastApi = useApi(toastApiRef);
  const action = useAction();
  const readForgeToken = useForgeToken();
  const { number } = shown;

  const merge = async () => {
    try {
      const { mergeSha } = await gitopsApi.mergeProposal(
        number,
        { headSha: shown.headSha },
        { forgeToken: await readForgeToken() },
      );
      onDecided({ ...shown, state: 'merged', mergeSha });
      toastApi.post({
        title: `Merged #${number}`,
        description: shown.title,
        status: 'success',
        timeout: TOAST_MS,
      });
    } catch (error) {
      const name = errorNameOf(error);
      if (name === 'ApprovalStaleError') {
        onMoved(await gitopsApi.getProposal(number));
        return;
      }
      if (name === 'MergeConflictError' || name === 'ProposalDecidedError') {
        onChanged(await gitopsApi.getProposal(number));
      }
      throw error;
    }
  };

  return {
    ...action,
    approve: () => {
      action.run('approve', merge);
    },
    reject: reason => {
      action.run('reject', async () => {
        onDecided(await gitopsApi.closeProposal(number, { reason }));
        toastApi.post({
          title: `Rejected #${number}`,
          description: shown.title,
          status: 'success',
          timeout: TOAST_MS,
        });
      });
    },
    bringMainIn: () => {
      action.run('update', async () => {
        onMoved(await gitopsApi.updateProposal(number));
      });
    },
    comment: body => {
      action.run('comment', async () => {
        onChanged(await gitopsApi.commentProposal(number, { body }));
      });
    },
  };
}
