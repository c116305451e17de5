import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { AnswerRunner } from './conversations/AnswerRunner';
import { ConversationService } from './conversations/ConversationService';
import { DatabaseConversationStore } from './conversations/DatabaseConversationStore';
import { Wakeups } from './conversations/Wakeups';
import { AgentDirectory } from './runtimes/AgentDirectory';
import { AgentRuntime } from './runtimes/AgentRuntime';

const LEASE_MS = 30_000;
const RENEW_MS = 5_000;
const ANSWER_TIMEOUT_MS = 10 * 60_000;
const POLL_MS = 1_000;

/** Puts the conversations over the given runtimes together; `knex` has the migrations of this package applied. */
export function createChat(options: {
  knex: Knex;
  runtimes: AgentRuntime[];
  logger: LoggerService;
  now: () => Date;
  generateId: () => string;
}) {
  const { knex, runtimes, logger, now, generateId } = options;
  const agents = AgentDirectory.create({ runtimes, logger });
  const wakeups = Wakeups.create();
  const store = DatabaseConversationStore.create({
    knex,
    now,
    generateId,
    leaseMs: LEASE_MS,
  });
  const runner = AnswerRunner.create({
    store,
    wakeups,
    logger,
    renewMs: RENEW_MS,
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  const conversations = ConversationService.create({
    agents,
    runner,
    store,
    wakeups,
    now,
    generateId,
    pollMs: POLL_MS,
  });
  return { agents, conversations, runner };
}
