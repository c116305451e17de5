import { LoggerService } from '@backstage/backend-plugin-api';
import { AgentRuntime } from '../runtimes/AgentRuntime';
import { Answer } from './AnswerStore';

/** How long an agent has to say that it stopped, in milliseconds. */
const TIMEOUT_MS = 5_000;

/**
 * Asks an agent to stop its work on an answer that was cut off.
 *
 * @returns What the person should know; undefined when the agent is known to have stopped.
 */
export async function cancelTask(options: {
  runtime: AgentRuntime | undefined;
  answer: Answer;
  taskId: string | undefined;
  logger: LoggerService;
  timeoutMs?: number;
}): Promise<string | undefined> {
  const { runtime, answer, taskId, logger } = options;
  // A runtime that cannot cancel works in this process, and ends with its stream.
  if (!runtime?.cancel) return undefined;
  if (taskId === undefined) {
    return 'Whether the agent had begun is not known; it may go on with its work unseen.';
  }
  const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const gaveUp = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  try {
    const { stopped } = await Promise.race([
      runtime.cancel({
        agentId: answer.agent,
        conversationId: answer.conversationId,
        taskId,
        userEntityRef: answer.owner,
        signal,
      }),
      gaveUp,
    ]);
    if (stopped) return undefined;
  } catch (error) {
    logger.warn(
      `The agent "${answer.agent}" was not stopped in conversation "${answer.conversationId}": ${error}`,
    );
  }
  return 'The portal listens no more, but the agent did not say that it stopped: it may go on with its work unseen.';
}
