import { Attachment } from '@zerotouch/plugin-kagent-common';
import { AnswerPart } from '../Answer';
import { count, inlineCode, plainText } from '../plainText';
import { readTellingLines } from './readLog';

const nouns: Record<Attachment['kind'], string> = {
  entity: 'the entity',
  proposal: 'the proposal',
  doc: 'the page',
  log: 'the log',
  file: 'the file',
};

/** Whether a question says little by itself, as "explain this" does, so that what is attached is the question. */
export function isAboutAttachment(question: string): boolean {
  return (
    /\b(this|it|these|that|here|attached|attachment)\b/i.test(question) ||
    question.trim().split(/\s+/).length <= 3
  );
}

/** The number of an attached proposal; its address comes from the portal itself. */
export function toProposalNumber(attachment: Attachment): number | undefined {
  if (attachment.kind !== 'proposal') return undefined;
  const digits = /^\/approvals\/(\d{1,7})$/.exec(attachment.url ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Says what of an attachment tells what is wrong; lines are shown as code, whatever they say. */
export function describeAttachment(attachment: Attachment): AnswerPart[] {
  const { kind, title, text, url } = attachment;
  const name = url
    ? `[${plainText(title)}](${url})`
    : inlineCode(title, { maxLength: 80 });
  const lines = readTellingLines(text);
  const what = `I looked at ${nouns[kind]} ${name}, ${count(
    text.split('\n').length,
    'line',
  )}.`;
  return [
    {
      type: 'text',
      text:
        lines.length > 0
          ? `${what} ${
              lines.length === 1 ? 'This line tells' : 'These lines tell'
            } of something that is wrong:\n\n~~~text\n${lines
              .join('\n')
              .replace(/~~~/g, "'''")}\n~~~\n\n`
          : `${what} No line of it names an error.\n\n`,
    },
  ];
}
