import { ActionDependencies } from './ActionDependencies';
import { registerGetLegoSchemaAction } from './getLegoSchemaAction';
import { registerGetProposalAction } from './getProposalAction';
import { registerListLegosAction } from './listLegosAction';
import { registerListProposalsAction } from './listProposalsAction';
import { registerPreviewClaimAction } from './previewClaimAction';
import { registerProposeChangeAction } from './proposeChangeAction';
import { registerProposeClaimAction } from './proposeClaimAction';

/** Registers the tools that agents get. None of them merges or closes: an agent can only propose. */
export function registerActions(dependencies: ActionDependencies): void {
  registerListLegosAction(dependencies);
  registerGetLegoSchemaAction(dependencies);
  registerListProposalsAction(dependencies);
  registerGetProposalAction(dependencies);
  registerPreviewClaimAction(dependencies);
  registerProposeClaimAction(dependencies);
  registerProposeChangeAction(dependencies);
}
