import { AuditorService } from '@backstage/backend-plugin-api';
import { Authorizer } from '../access/Authorizer';
import { ProposalService } from '../proposals/ProposalService';
import { RepositoryService } from '../repository/RepositoryService';
import { ActionsRegistryService } from './registry';

/** What the agent actions are made of. */
export interface ActionDependencies {
  registry: ActionsRegistryService;
  auditor: AuditorService;
  authorizer: Authorizer;
  proposals: ProposalService;
  repository: RepositoryService;
}
