export { ProposalDetail } from './ProposalDetail';
