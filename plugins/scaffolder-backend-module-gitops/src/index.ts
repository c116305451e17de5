/**
 * Golden-path actions: a claim becomes a proposal.
 *
 * @packageDocumentation
 */
export {
  createProposeClaimAction,
  type ProposalApi,
} from './actions/createProposeClaimAction';
export { templatePath, toTemplate } from './templates/toTemplate';
export {
  scaffolderModuleGitops,
  scaffolderModuleGitops as default,
} from './module';
