import { A2ARequestHandler } from '@a2a-js/sdk/server';
import {
  AuditorService,
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { KnowledgeService } from '@zerotouch/plugin-knowledge-node';
import { Knex } from 'knex';
import { setTimeout } from 'node:timers/promises';
import { ActionsService } from '../../mcp/actions';
import { Consultant } from './Consultant';
import { ConsultantAgent, ConsultantModel } from './ConsultantAgent';
import { ConsultantRuntime } from './ConsultantRuntime';
import { Legos, LegosForge } from './Legos';
import { ConsultantExecutor } from './a2a/ConsultantExecutor';
import { ConsultantRequestHandler } from './a2a/ConsultantRequestHandler';
import { DatabaseTaskStore } from './a2a/DatabaseTaskStore';
import { CONSULTANT_ID, createConsultantCard } from './consultantCard';
import { PauseStore } from './model/PauseStore';
import { ToolBox } from './model/ToolBox';
import { ToolRunner } from './model/ToolRunner';
import { createModel } from './model/createModel';
import { createOwnTools } from './model/ownTools';
import { ModelSettings } from './model/settings';
import { AlertReader } from './skills/AlertReader';
import { Alerts } from './skills/Alerts';
import { PortalReader } from './skills/PortalReader';
import { BackendPortalReader } from './skills/PortalReader';
import { ApprovalRules } from './skills/answerAboutProposal';

const DAY_MS = 24 * 60 * 60_000;
const MAX_TASKS = 200;
const TASK_AGE_MS = 30 * DAY_MS;
const PAUSE_AGE_MS = 30 * DAY_MS;
/** Longer than any answer is silent, in milliseconds; see the time limit of the model. */
const STALE_MS = 5 * 60_000;
/** How often a task that runs in another process is looked at, in milliseconds. */
const FOLLOW_MS = 500;

/** Options of {@link createConsultant}. */
export interface CreateConsultantOptions {
  actions: ActionsService;
  auditor: AuditorService;
  auth: AuthService;
  /** Where the kagent plugin is reached from outside. */
  baseUrl: string;
  catalog: CatalogService;
  discovery: DiscoveryService;
  forge: LegosForge;
  knex: Knex;
  knowledge: KnowledgeService;
  logger: LoggerService;
  /** Absent: the consultant works without a model. */
  model?: ModelSettings;
  /** In place of the other plugins of the backend. */
  portal?: PortalReader;
  rules: ApprovalRules;
  fetch: typeof fetch;
  now: () => Date;
  generateId: () => string;
}

/** Puts the consultant together: the agent of the portal's chat, and the same agent as an A2A server. */
export function createConsultant(options: CreateConsultantOptions): {
  runtime: ConsultantRuntime;
  requestHandler: A2ARequestHandler;
} {
  const { baseUrl, forge, generateId, knex, knowledge, logger, now } = options;
  const consultant = Consultant.create({
    alerts: AlertReader.create({ alerts: Alerts.create({ forge }), knowledge }),
    knowledge,
    legos: Legos.create({ forge, logger }),
    logger,
    portal: options.portal ?? BackendPortalReader.create(options),
    rules: options.rules,
    now,
  });
  const agent = ConsultantAgent.create({
    consultant,
    logger,
    generateId,
    model:
      options.model &&
      createConsultantModel(options, options.model, consultant),
  });
  const tasks = DatabaseTaskStore.create({
    knex,
    now,
    maxTasks: MAX_TASKS,
    maxAgeMs: TASK_AGE_MS,
    staleMs: STALE_MS + (options.model?.timeoutMs ?? 0),
  });
  return {
    runtime: ConsultantRuntime.create({ agent, now }),
    requestHandler: ConsultantRequestHandler.create({
      card: createConsultantCard({
        url: `${baseUrl}/a2a/${CONSULTANT_ID}`,
        model: options.model?.name,
      }),
      executor: ConsultantExecutor.create({
        agent,
        tasks,
        logger,
        now,
        generateId,
      }),
      tasks,
      logger,
      wait: () => setTimeout(FOLLOW_MS),
    }),
  };
}

function createConsultantModel(
  options: CreateConsultantOptions,
  settings: ModelSettings,
  consultant: Consultant,
): ConsultantModel {
  const { actions, auditor, knex, now } = options;
  return {
    settings,
    model: createModel(settings, options),
    tools: ToolBox.create({
      actions,
      allowed: settings.tools,
      own: createOwnTools(consultant),
    }),
    runner: ToolRunner.create({ auditor, now }),
    pauses: PauseStore.create({ knex, now, maxAgeMs: PAUSE_AGE_MS }),
  };
}
