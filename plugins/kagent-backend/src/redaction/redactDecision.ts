import { DecideApprovalRequest } from '@zerotouch/plugin-kagent-common';
import { redactSecrets } from './redactSecrets';

/** Removes secrets from what a person writes with a decision, as from their messages: the agent, the store and the audit log get it. */
export function redactDecision(
  request: DecideApprovalRequest,
): DecideApprovalRequest {
  const { decisions, answers } = request;
  return {
    ...request,
    decisions: decisions.map(({ reason, ...decision }) =>
      reason === undefined
        ? decision
        : { ...decision, reason: redactSecrets(reason).text },
    ),
    ...(answers
      ? {
          answers: answers.map(texts =>
            texts.map(text => redactSecrets(text).text),
          ),
        }
      : {}),
  };
}
