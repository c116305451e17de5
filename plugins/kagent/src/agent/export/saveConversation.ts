import type { Conversation } from '@zerotouch/plugin-kagent-common';
import { toMarkdown } from './toMarkdown';

/** How a conversation is written to a file. */
export type ExportFormat = 'markdown' | 'json';

/** Gives a name for the file of a conversation: words of its title, and the day on which it began. */
export function toFileName(
  conversation: Pick<Conversation, 'title' | 'createdAt'>,
  format: ExportFormat,
): string {
  const words = conversation.title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  return `${words || 'conversation'}-${conversation.createdAt.slice(0, 10)}.${
    format === 'json' ? 'json' : 'md'
  }`;
}

/** Hands the person a file with all of a conversation; it is made in the browser. */
export function saveConversation(
  conversation: Conversation,
  format: ExportFormat,
): void {
  const text =
    format === 'json'
      ? `${JSON.stringify(conversation, null, 2)}\n`
      : toMarkdown(conversation, { origin: window.location.origin });
  const url = URL.createObjectURL(
    new Blob([text], {
      type: format === 'json' ? 'application/json' : 'text/markdown',
    }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = toFileName(conversation, format);
  link.click();
  // The browser reads the file after the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
