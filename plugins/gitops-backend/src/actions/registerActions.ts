import { ActionDependencies } from './ActionDependencies';
import { registerGetProposalAction } from './getProposalAction';
import { registerListProposalsAction } from './listProposalsAction';
import { registerPreviewClaimAction } from './previewClaimAction';
import { registerProposeChangeAction } from './proposeChangeAction';

/** Registers the tools that agents get. None of them merges or closes: an agent can only propose. */
export function registerActions(dependencies: ActionDependencies): void {
  registerListProposalsAction(dependencies);
  registerGetProposalAction(dependencies);
  registerPreviewClaimAction(dependencies);
  registerProposeChangeAction(dependencies);
}
