import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { AgentRuntime } from '../runtimes/AgentRuntime';
import { SeenAnswer } from './AnswerStore';
import { CancelledByPerson, MAX_TAKEOVERS, tell } from './interruptions';

/** How long an interrupted answer waits for its owner to come back, in milliseconds. */
export const OWNER_WAIT_MS = 24 * 60 * 60_000;

/** What to do with an interrupted answer. */
export type RecoveryPlan =
  | { kind: 'resume'; taskId: string; runtime: AgentRuntime }
  | {
      kind: 'ask';
      questionId: string;
      runtime: AgentRuntime;
      credentials: BackstageCredentials<BackstageUserPrincipal>;
    }
  | { kind: 'end'; cause: Error }
  /** Nothing, until its owner asks for it. */
  | { kind: 'wait' };

/**
 * Says what to do with an interrupted answer.
 *
 * @remarks
 * A runtime that finds its task again goes on with it, whoever asks. Otherwise the question is asked again in its owner's name, which needs
 * their request at hand: no token of a person is kept. What may have had effects already is never done twice.
 *
 * @param options.credentials - Of the person who looks at the answer now; absent when nobody does.
 */
export function planRecovery(
  seen: SeenAnswer,
  options: {
    runtime: AgentRuntime | undefined;
    credentials?: BackstageCredentials<BackstageUserPrincipal>;
    now: Date;
  },
): RecoveryPlan {
  const { runtime, credentials, now } = options;
  const { questionId, taskId } = seen;
  if (seen.cancelRequested) {
    return { kind: 'end', cause: new CancelledByPerson() };
  }
  if (!runtime) {
    return end(
      `The agent "${seen.agent}" is not connected to the portal any more; ask another one.`,
    );
  }
  if (seen.takeovers >= MAX_TAKEOVERS) {
    return end(
      'The answer was interrupted too often; send the message again, or ask for less at once.',
    );
  }
  if (runtime.resume && taskId !== undefined) {
    return { kind: 'resume', taskId, runtime };
  }
  if (questionId === undefined) {
    return end(
      'The portal stopped while your decision was passed on. It is not passed on twice: look whether the tools ran before you ask the agent again.',
    );
  }
  if (runtime.resume) {
    return end(
      'The portal stopped before the agent confirmed your message. Look whether the agent did anything, then send the message again.',
    );
  }
  if (credentials?.principal.userEntityRef === seen.owner) {
    return { kind: 'ask', questionId, runtime, credentials };
  }
  const interruptedAt = Date.parse(seen.interruptedAt ?? seen.leaseUntil);
  return now.getTime() - interruptedAt < OWNER_WAIT_MS
    ? { kind: 'wait' }
    : end(
        'The answer was interrupted, because the portal stopped; send the message again.',
      );
}

function end(message: string): RecoveryPlan {
  return { kind: 'end', cause: tell('AnswerInterruptedError', message) };
}
