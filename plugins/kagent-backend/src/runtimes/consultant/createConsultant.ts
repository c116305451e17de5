import { LoggerService } from '@backstage/backend-plugin-api';
import { KnowledgeService } from '@zerotouch/plugin-knowledge-node';
import { Consultant } from './Consultant';
import { ConsultantExecutor } from './ConsultantExecutor';
import { ConsultantRuntime } from './ConsultantRuntime';
import { Legos, LegosForge } from './Legos';
import { RecentTaskStore } from './RecentTaskStore';
import { CONSULTANT_ID, createConsultantCard } from './consultantCard';

const MAX_TASKS = 500;

/**
 * Puts the consultant together.
 *
 * @param options.baseUrl - Where the kagent plugin is reached from outside.
 */
export function createConsultant(options: {
  baseUrl: string;
  forge: LegosForge;
  knowledge: KnowledgeService;
  logger: LoggerService;
  now: () => Date;
  generateId: () => string;
}): ConsultantRuntime {
  const { baseUrl, forge, knowledge, logger, now, generateId } = options;
  const consultant = Consultant.create({
    knowledge,
    legos: Legos.create({ forge, logger }),
    now,
  });
  return ConsultantRuntime.create({
    card: createConsultantCard({ url: `${baseUrl}/a2a/${CONSULTANT_ID}` }),
    executor: ConsultantExecutor.create({
      consultant,
      logger,
      now,
      generateId,
    }),
    tasks: RecentTaskStore.create({ maxTasks: MAX_TASKS }),
    generateId,
  });
}
