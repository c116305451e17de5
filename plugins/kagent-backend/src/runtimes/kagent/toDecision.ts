import { ConflictError, InputError } from '@backstage/errors';
import { ToolDecision } from '../AgentRuntime';
import { AdkCall } from './adkParts';

/** Name of the tool by which an agent asks the person something. */
const ASK = 'ask_user';

/**
 * Writes the data part by which kagent is told what a person decided.
 *
 * @remarks
 * kagent takes a call that a decision does not name for approved, and answers to a question confirm every other call that waits. So a
 * decision always is a batch that names every call, and answers are only given when nothing else waits.
 * @see kagent 0.10, `_agent_executor.py` and `go/adk/pkg/a2a/hitl.go`
 * @throws ConflictError when the decisions do not name exactly the calls that wait
 * @throws InputError for answers that cannot be given
 */
export function toDecision(options: {
  pending: AdkCall[];
  decisions: ToolDecision[];
  answers?: string[][];
}): Record<string, unknown> {
  const { pending, decisions, answers } = options;
  const waiting = pending.map(({ id }) => id).sort();
  const decided = decisions.map(({ toolCallId }) => toolCallId).sort();
  if (waiting.length === 0 || waiting.join('\n') !== decided.join('\n')) {
    throw new ConflictError(
      'The agent waits with other calls than those that were decided; look at them again and decide anew.',
    );
  }
  const questions = pending.filter(({ name }) => name === ASK);
  const approvedQuestion = questions.some(({ id }) =>
    decisions.some(item => item.toolCallId === id && item.approved),
  );
  if (approvedQuestion || answers) {
    if (!answers || !approvedQuestion) {
      throw new InputError(
        'A question of the agent is answered by approving it together with the answers, or it is rejected.',
      );
    }
    if (pending.length > 1) {
      throw new InputError(
        'The agent asks a question while other calls wait, and answering would approve those; reject the question, it will ask again.',
      );
    }
    return {
      decision_type: 'approve',
      ask_user_answers: answers.map(answer => ({ answer })),
    };
  }
  const reasons = decisions.flatMap(({ toolCallId, approved, reason }) =>
    !approved && reason ? [[toolCallId, reason] as const] : [],
  );
  return {
    decision_type: 'batch',
    decisions: Object.fromEntries(
      decisions.map(({ toolCallId, approved }) => [
        toolCallId,
        approved ? 'approve' : 'reject',
      ]),
    ),
    ...(reasons.length > 0 && {
      rejection_reasons: Object.fromEntries(reasons),
    }),
  };
}
