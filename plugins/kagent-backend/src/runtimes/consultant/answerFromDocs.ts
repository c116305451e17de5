import { FoundPassage } from '@zerotouch/plugin-knowledge-node';
import { AnswerPart } from './Answer';
import { plainText } from './plainText';
import { renderBlockQuote, toSource } from './quote';

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

function renderNothingFound(question: string): string {
  return [
    `I found nothing in the docs about “${plainText(question)}”.`,
    'I answer only from the docs of this platform, so I would rather say so than guess. What you can do next:',
    [
      '- Ask again with the names that the platform uses, such as the kind of a building block or the words of an alert.',
      '- Look through [the docs](/docs/default/component/zerotouch) or search the whole portal.',
      '- If the answer should be there, propose a page for it, so that the next person finds it.',
    ].join('\n'),
  ].join('\n\n');
}

/** Title and heading as one place; once when they are the same. */
export function renderPlace(title: string, heading: string): string {
  return title === heading ? title : `${title}: ${heading}`;
}

function text(value: string): AnswerPart {
  return { type: 'text', text: value };
}
