import { FoundPassage } from '@zerotouch/plugin-knowledge-node';
import { AnswerPart } from './Answer';
import { renderBlockQuote, toSource } from './quote';

const INTRODUCTION =
  'I am the consultant of this platform. I search its docs and quote what they say, with a link to each place; I also prepare ready claims for its building blocks. I use no language model, so I answer nothing that the docs do not hold.';

/** Composes the answer to a question from the passages found, or says plainly that there are none. */
export function answerFromDocs(
  question: string,
  passages: FoundPassage[],
): AnswerPart[] {
  if (passages.length === 0) return [text(renderNothingFound(question))];
  const sources = passages.map(passage => toSource(passage, question));
  const pages = new Set(passages.map(({ title }) => title));
  const opening =
    pages.size === 1
      ? `The docs answer this in “${passages[0].title}”.`
      : `The docs speak of this in ${pages.size} places; the best fit comes first.`;
  return [
    text(`${opening}\n\n`),
    ...sources.flatMap((source, index): AnswerPart[] => [
      { type: 'source', source },
      text(
        `**${renderPlace(source.title, source.heading)}** [${
          index + 1
        }]\n\n${renderBlockQuote(source.quote)}\n\n`,
      ),
    ]),
    text(
      'These are quotes, not advice made for your case; open the page for what stands around them.',
    ),
  ];
}

/** Says what the consultant is and can do. */
export function introduce(kinds: string[]): AnswerPart[] {
  const example = kinds.includes('XDragonfly')
    ? 'How do I add a Dragonfly cache?'
    : 'How do I add a database?';
  return [
    text(
      `${INTRODUCTION}\n\nYou can ask, for example:\n\n- ${example}\n- How do I restore a database to a moment in the past?\n- Why does an agent never merge a proposal?\n`,
    ),
  ];
}

/** Whether a message asks about the consultant itself, or only greets. */
export function isAboutConsultant(question: string): boolean {
  const plain = question
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, '')
    .trim();
  return /^(hi|hello|hey|help|good (morning|afternoon|evening)|hello there|who are you|what are you|what can you do|what do you do|how can you help( me)?|can you help me|are you (an? )?(ai|bot|llm|human|language model|person)|thanks|thank you)$/.test(
    plain,
  );
}

function renderNothingFound(question: string): string {
  return [
    `I found nothing in the docs about “${renderQuestion(question)}”.`,
    'I answer only from the docs of this platform, so I would rather say so than guess. What you can do next:',
    [
      '- Ask again with the names that the platform uses, such as the kind of a building block or the words of an alert.',
      '- Look through [the docs](/docs/default/component/zerotouch) or search the whole portal.',
      '- If the answer should be there, propose a page for it, so that the next person finds it.',
    ].join('\n'),
  ].join('\n\n');
}

/** The question as plain text in one line: nothing of it is read as Markdown. */
function renderQuestion(question: string): string {
  const line = question.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  const short =
    letters.length > 120 ? `${letters.slice(0, 119).join('')}…` : line;
  return short.replace(/[\\`*_[\]()<>#!|~&]/g, '\\$&');
}

/** Title and heading as one place; once when they are the same. */
export function renderPlace(title: string, heading: string): string {
  return title === heading ? title : `${title}: ${heading}`;
}

function text(value: string): AnswerPart {
  return { type: 'text', text: value };
}
