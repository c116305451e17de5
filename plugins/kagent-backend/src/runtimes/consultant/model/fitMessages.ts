import { ModelMessage } from 'ai';

/** Characters of a token, about; low, so that what is counted is rather too much. */
const CHARACTERS_PER_TOKEN = 3;
const LEFT_OUT = 'Left out, because it was too long for the model.';

/** About how many tokens something takes. */
export function estimateTokens(value: unknown): number {
  return Math.ceil((JSON.stringify(value) ?? '').length / CHARACTERS_PER_TOKEN);
}

/**
 * Makes messages fit into what the model reads at once: results of tools are left out first, the oldest before the others, then what
 * was said before.
 *
 * @remarks The newest question and everything after it stays, so that the model never loses what it was asked.
 */
export function fitMessages(
  messages: ModelMessage[],
  options: { maxTokens: number },
): ModelMessage[] {
  let fitted = messages;
  const fits = () => estimateTokens(fitted) <= options.maxTokens;
  for (let index = 0; index < fitted.length - 1 && !fits(); index += 1) {
    fitted = fitted.map((message, at) =>
      at === index ? shorten(message) : message,
    );
  }
  while (!fits()) {
    const question = fitted.findLastIndex(({ role }) => role === 'user');
    if (question <= 0) return fitted;
    fitted = fitted.slice(1);
  }
  return fitted;
}

function shorten(message: ModelMessage): ModelMessage {
  if (message.role !== 'tool') return message;
  return {
    ...message,
    content: message.content.map(part =>
      part.type === 'tool-result'
        ? { ...part, output: { type: 'text' as const, value: LEFT_OUT } }
        : part,
    ),
  };
}
