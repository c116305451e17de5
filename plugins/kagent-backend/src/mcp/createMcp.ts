import {
  AuditorService,
  AuthService,
  DiscoveryService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { Knex } from 'knex';
import { ActionsService } from './actions';
import { AgentIdentities } from './AgentIdentities';
import { AgentRequests } from './AgentRequests';
import { AgentTools } from './AgentTools';
import { createMcpRouter } from './createMcpRouter';
import { readMcpConfig } from './readMcpConfig';

/** Puts the tools of agents together; `knex` has the migrations of this package applied. @throws InputError for a bad configuration */
export function createMcp(options: {
  actions: ActionsService;
  auditor: AuditorService;
  auth: AuthService;
  config: RootConfigService;
  discovery: DiscoveryService;
  fetch: typeof fetch;
  knex: Knex;
  logger: LoggerService;
  now: () => Date;
}): Router {
  const { agents, requestsPerMinute } = readMcpConfig(options.config);
  return createMcpRouter({
    agents,
    auditor: options.auditor,
    identities: AgentIdentities.create(options),
    requests: AgentRequests.create({ ...options, requestsPerMinute }),
    tools: AgentTools.create(options),
  });
}
