import type { Conversation } from '@zerotouch/plugin-kagent-common';
import { type Message, type ToolCall, toThread } from '../thread';

/**
 * Writes a conversation as Markdown: what was said, the tools that were used with what they were given and answered,
 * decisions and sources.
 *
 * @param options.origin - Put before paths of the portal, so that links work from elsewhere.
 */
export function toMarkdown(
  conversation: Conversation,
  options: { origin: string },
): string {
  const { messages } = toThread(conversation.events);
  return `${[
    `# ${oneLine(conversation.title) || 'Untitled'}`,
    `Agent ${oneLine(conversation.agent)}, begun ${writeTime(
      conversation.createdAt,
    )}.`,
    ...messages.flatMap(message => writeMessage(message, options.origin)),
  ].join('\n\n')}\n`;
}

function writeMessage(message: Message, origin: string): string[] {
  const author = message.role === 'user' ? 'Person' : oneLine(message.agent);
  return [
    `## ${author}, ${writeTime(message.createdAt)}`,
    ...(message.attachments ?? []).map(
      ({ title, text }) =>
        `Attached: ${oneLine(title)}\n\n${fence('text', text)}`,
    ),
    ...message.toolCalls.map(writeCall),
    ...message.approvals.flatMap(approval =>
      (approval.decided?.decisions ?? []).map(
        ({ toolCallId, approved, reason }) =>
          `Decision about \`${
            message.toolCalls.find(({ id }) => id === toolCallId)?.name ??
            toolCallId
          }\`: ${approved ? 'approved' : 'rejected'}${
            approval.decided?.by ? ` by ${approval.decided.by}` : ''
          }${reason ? `, "${oneLine(reason)}"` : ''}.`,
      ),
    ),
    message.text.trim(),
    ...(message.error ? [`Error: ${oneLine(message.error.message)}`] : []),
    message.sources
      .map(
        ({ title, heading, url }, index) =>
          `${index + 1}. [${linkText(
            heading && heading !== title ? `${title}: ${heading}` : title,
          )}](${encodeURI(decodeSafely(origin + url)).replace(
            /[()]/g,
            character => (character === '(' ? '%28' : '%29'),
          )})`,
      )
      .join('\n'),
  ].filter(block => block !== '');
}

function writeCall(call: ToolCall): string {
  const { result } = call;
  const outcome = result
    ? `${result.isError ? 'failed after' : 'took'} ${Math.round(
        result.durationMs,
      )} ms`
    : 'no answer';
  return [
    `Tool \`${call.name.replaceAll('`', '')}\`, ${outcome}.`,
    fence('json', writeValue(call.input)),
    ...(result ? [fence('json', writeValue(result.output))] : []),
  ].join('\n\n');
}

function writeValue(value: unknown): string {
  return typeof value === 'string'
    ? value
    : JSON.stringify(value, null, 2) ?? '';
}

/** Fences text with more backticks than any run of them in it. */
function fence(language: string, text: string): string {
  const longest = Math.max(
    2,
    ...[...text.matchAll(/`+/g)].map(([run]) => run.length),
  );
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text}\n${ticks}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function linkText(text: string): string {
  return oneLine(text).replace(/[[\]\\]/g, '\\$&');
}

function decodeSafely(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    // Not percent-encoded: it is taken as it stands.
    return url;
  }
}

function writeTime(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
