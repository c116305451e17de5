import { FoundPassage } from '@zerotouch/plugin-knowledge-node';
import { AnswerPart } from '../Answer';
import { renderPlace } from '../answerFromDocs';
import { inlineCode, plainText } from '../plainText';
import { renderBlockQuote, toSource } from '../quote';
import { AlertRule, Runbook } from './Alerts';

/** Shortest name of an alert that is found in words without capitals, in characters. */
const MIN_SPOKEN = 10;

/**
 * Reads from a text which alert it is about.
 *
 * @param known - Names of alerts that the platform knows.
 * @returns A name that is known, or one that is called an alert in the text; undefined when there is none.
 */
export function findAlert(text: string, known: string[]): string | undefined {
  const plain = text.toLowerCase();
  const letters = plain.replace(/[^a-z0-9]/g, '');
  const named = known
    .filter(name => {
      const lower = name.toLowerCase();
      return (
        new RegExp(`\\b${lower.replace(/\W/g, '\\$&')}\\b`).test(plain) ||
        (lower.length >= MIN_SPOKEN && letters.includes(lower))
      );
    })
    .sort((a, b) => b.length - a.length)[0];
  if (named) return named;
  if (
    !/\b(alert(ing|s)?|alertname|firing|fires|fired|alarm|runbook)\b/i.test(
      text,
    )
  ) {
    return undefined;
  }
  return /\b(?:[A-Z][a-z0-9]+){2,}\b/.exec(text)?.[0];
}

/** What is known of an alert. */
export interface KnownAlert {
  name: string;
  rule?: AlertRule;
  runbook?: Runbook;
  /** Passages of the runbook, or, without one, of what comes nearest to it. */
  passages: FoundPassage[];
}

/** Names the runbook of an alert and quotes it, or says at once that there is none. */
export function answerAboutAlert(alert: KnownAlert): AnswerPart[] {
  const { name, passages, rule, runbook } = alert;
  const opening = runbook
    ? `The runbook for ${inlineCode(name)} is **${plainText(runbook.title)}**.`
    : `No runbook found for ${inlineCode(
        name,
      )}. Propose one under \`docs/runbooks/\` that names the alert in its front matter, so that the next person finds it.`;
  const sources = passages.map(passage => toSource(passage, name));
  return [
    { type: 'text', text: `${opening}\n\n` },
    ...(rule ? [{ type: 'text' as const, text: renderRule(rule) }] : []),
    ...(!runbook && sources.length > 0
      ? [
          {
            type: 'text' as const,
            text: 'What comes nearest in the docs; it may be about something else:\n\n',
          },
        ]
      : []),
    ...sources.flatMap((source, index): AnswerPart[] => [
      { type: 'source', source },
      {
        type: 'text',
        text: `**${renderPlace(source.title, source.heading)}** [${
          index + 1
        }]\n\n${renderBlockQuote(source.quote)}\n\n`,
      },
    ]),
    ...(runbook
      ? [
          {
            type: 'text' as const,
            text: 'Follow the whole page; I quote the parts that come first when the alert fires.',
          },
        ]
      : []),
  ];
}

function renderRule(rule: AlertRule): string {
  const facts = [
    rule.severity && `severity ${inlineCode(rule.severity)}`,
    rule.holdFor
      ? `after ${inlineCode(rule.holdFor)}`
      : 'as soon as it is true',
  ].filter(Boolean);
  return [
    `It fires ${facts.join(', ')}, by the rule in ${inlineCode(rule.path)}:`,
    '',
    '```promql',
    rule.expression.replace(/```/g, "'''").trim(),
    '```',
    '',
    rule.summary ? `${plainText(rule.summary, { maxLength: 300 })}\n` : '',
  ].join('\n');
}
