import { Answer, NewChatEvent } from './AnswerStore';
import {
  CancelledByPerson,
  GIVE_UP_MS,
  isTellable,
  isUnreachable,
} from './interruptions';

/**
 * Says in plain words how an answer ended before its time.
 *
 * @param options.note - What the person should know about the agent, as that it may go on.
 */
export function toClosingEvents(
  answer: Answer,
  options: { cause: unknown; note: string | undefined },
): NewChatEvent[] {
  const { cause, note } = options;
  const { messageId } = answer;
  const end = { type: 'message-end' as const, messageId, note };
  if (cause instanceof CancelledByPerson) {
    return [{ ...end, finishReason: 'cancelled' }];
  }
  return [
    { type: 'error', messageId, ...toWords(answer, cause) },
    { ...end, finishReason: 'error' },
  ];
}

/** Says that the agent cannot be reached now, and that this is no end. */
export function toTryingAgain({ messageId }: Answer): NewChatEvent {
  return {
    type: 'status',
    messageId,
    text: 'The agent’s controller does not answer; trying again',
  };
}

function toWords(answer: Answer, cause: unknown) {
  if (answer.interruptedAt && isUnreachable(cause)) {
    return {
      name: 'AnswerInterruptedError',
      message: `The agent’s controller did not answer for ${
        GIVE_UP_MS / 60_000
      } minutes. The agent may have gone on unseen: look what it did, then send the message again.`,
    };
  }
  return isTellable(cause)
    ? { name: cause.name, message: cause.message }
    : {
        name: 'AgentFailedError',
        message:
          'The agent failed to answer; send the message again. The reason is in the log of the portal.',
      };
}
