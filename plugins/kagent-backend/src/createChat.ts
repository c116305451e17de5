import {
  AuditorService,
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { Knex } from 'knex';
import { AttachmentReader } from './attachments/AttachmentReader';
import { AnswerRecovery } from './conversations/AnswerRecovery';
import { AnswerRunner } from './conversations/AnswerRunner';
import { ConversationAccess } from './conversations/ConversationAccess';
import { DatabaseConversationRecords } from './conversations/ConversationRecords';
import { ConversationService } from './conversations/ConversationService';
import { DatabaseAnswerStore } from './conversations/DatabaseAnswerStore';
import { DatabaseConversationStore } from './conversations/DatabaseConversationStore';
import { Wakeups } from './conversations/Wakeups';
import { Limits, PersonLimits } from './limits/PersonLimits';
import { PersonSlots } from './limits/PersonSlots';
import { AgentDirectory } from './runtimes/AgentDirectory';
import { AgentRuntime } from './runtimes/AgentRuntime';
import { ShareService } from './shares/ShareService';

/** How long things take, in milliseconds. */
export interface ChatTimes {
  /** How long an answer waits for a process that was killed. */
  leaseMs: number;
  /** How often a process says that its answers live, and learns which were stopped elsewhere; one statement for all of them. */
  renewMs: number;
  /** How often a process looks for interrupted answers. */
  sweepMs: number;
  /** The longest an answer may take. */
  timeoutMs: number;
  /** How often a follower looks for events of other processes. */
  pollMs: number;
}

const TIMES: ChatTimes = {
  leaseMs: 15_000,
  renewMs: 2_000,
  sweepMs: 2_000,
  timeoutMs: 10 * 60_000,
  pollMs: 1_000,
};

/** Puts the conversations over the given runtimes together; `knex` has the migrations of this package applied. */
export function createChat(options: CreateChatOptions) {
  const { runtimes, logger, now } = options;
  const times = { ...TIMES, ...options.times };
  const agents = AgentDirectory.create({ runtimes, logger });
  const wakeups = Wakeups.create();
  const store = DatabaseConversationStore.create(options);
  const answers = DatabaseAnswerStore.create({
    ...options,
    ...times,
    records: DatabaseConversationRecords.create(options),
  });
  const runner = AnswerRunner.create({
    answers,
    wakeups,
    logger,
    now,
    ...times,
  });
  const recovery = AnswerRecovery.create({
    agents,
    answers,
    listEvents: id => store.listEvents({ id }),
    runner,
    logger,
    now,
  });
  const access = ConversationAccess.create({ ...options, store });
  const limits = PersonLimits.create({
    limits: options.limits,
    slots: PersonSlots.create(options),
    logger,
  });
  const conversations = ConversationService.create({
    ...options,
    ...times,
    access,
    agents,
    answers,
    attachments: AttachmentReader.create(options),
    limits,
    recovery,
    runner,
    store,
    wakeups,
  });
  const shares = ShareService.create({ ...options, access, store, wakeups });
  return {
    agents,
    answers,
    conversations,
    limits,
    recovery,
    runner,
    shares,
    store,
    /** Goes on with answers that were interrupted, as by the end of this very process. */
    start() {
      recovery.start({ everyMs: times.sweepMs });
    },
    /** Leaves running answers to other processes, or to this one after its restart. */
    async stop() {
      await recovery.stop();
      wakeups.close();
      await runner.stop();
    },
  };
}

/** Options of {@link createChat}. */
export interface CreateChatOptions {
  auditor: AuditorService;
  catalog: Pick<CatalogService, 'getEntityByRef' | 'getEntitiesByRefs'>;
  forge: Pick<GitForge, 'getProposal' | 'readFile'>;
  knex: Knex;
  limits: Limits;
  logger: LoggerService;
  permissions: PermissionsService;
  runtimes: AgentRuntime[];
  /** What is not as usual. */
  times?: Partial<ChatTimes>;
  userInfo: UserInfoService;
  now: () => Date;
  generateId: () => string;
}
