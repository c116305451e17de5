import { FoundPassage } from '@zerotouch/plugin-knowledge-node';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { AnswerPart } from './Answer';
import { Lego } from './Legos';
import { LegoWish } from './findLego';
import { renderPlace } from './answerFromDocs';
import { renderBlockQuote, toSource, withoutCode } from './quote';

const claimSchema = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
  spec: z.record(z.string(), z.unknown()).default({}),
});

/** Options of {@link answerAboutLego}. */
export interface LegoQuestion {
  question: string;
  wish: LegoWish;
  lego: Lego;
  /** What the person has said about the claim. */
  names: { name?: string; tenant?: string };
  /** Passages of the docs about this lego, best first. */
  passages: FoundPassage[];
  /** How long preparing took, in milliseconds. */
  durationMs: number;
}

/** Composes the approved pattern, a ready claim and the way to the filled-in template. */
export function answerAboutLego(options: LegoQuestion): AnswerPart[] {
  const { lego, names, wish } = options;
  const ready = lego.example ? fillIn(lego, names) : undefined;
  const claim = ready?.claim.metadata.name ?? '<name>';
  const file = `tenants/${
    ready?.claim.metadata.namespace ?? claim
  }/${toFileName(lego.kind, claim)}`;
  return [
    text(
      wish.verb === 'add'
        ? `To add a ${lego.title}, write a claim of kind \`${lego.kind}\`. ${lego.description}\n\n`
        : `To change a ${lego.title}, change its claim of kind \`${lego.kind}\`; the platform then changes what runs. ${lego.description}\n\n`,
    ),
    ...toPattern(options),
    text(renderSteps(wish, lego, file)),
    ...(ready
      ? [
          text(
            `${
              wish.verb === 'add'
                ? 'A ready claim, from the examples of the platform; put your values in'
                : 'A claim to compare with, from the examples of the platform'
            }:\n\n\`\`\`yaml\n${ready.yaml.trim()}\n\`\`\`\n\n`,
          ),
        ]
      : []),
    ...(wish.verb === 'add' && lego.namespaced
      ? [toAction(options, ready?.claim.spec ?? {})]
      : []),
  ];
}

function toPattern({ passages, question }: LegoQuestion): AnswerPart[] {
  if (passages.length === 0) return [];
  return [
    text('The approved pattern, from the docs:\n\n'),
    ...passages.flatMap((passage, index): AnswerPart[] => {
      const source = toSource(
        { ...passage, text: withoutCode(passage.text) },
        question,
      );
      const place = renderPlace(source.title, source.heading);
      return [
        { type: 'source', source },
        text(
          `**${place}** [${index + 1}]\n\n${renderBlockQuote(
            source.quote,
          )}\n\n`,
        ),
      ];
    }),
  ];
}

function renderSteps(wish: LegoWish, lego: Lego, file: string): string {
  if (wish.verb === 'add' && !lego.namespaced) {
    return `How it goes: open a proposal that adds \`${file}\`, and approve it in Approvals; nothing runs before that.\n\n`;
  }
  return wish.verb === 'add'
    ? `How it goes: fill in the template “${lego.title}”; it opens a proposal that writes \`${file}\`. Review it in Approvals and approve it; nothing runs before that.\n\n`
    : `How it goes: open a proposal that edits the claim, such as \`${file}\`, and approve it in Approvals. The preview shows what would change; fields that may only grow or never change are refused with the reason.\n\n`;
}

function toAction(
  { lego, names, durationMs }: LegoQuestion,
  spec: Record<string, unknown>,
): AnswerPart {
  const formData = { ...names, spec };
  const name = lego.kind.toLowerCase();
  return {
    type: 'action',
    input: { template: `template:default/${name}`, values: formData },
    output: {
      title: `Open the filled-in template “${lego.title}”`,
      path: `/create/templates/default/${name}?formData=${encodeURIComponent(
        JSON.stringify(formData),
      )}`,
    },
    durationMs,
  };
}

/** A tenant that nobody has: an example must not name one that is there. */
const NEW_TENANT = 'mytenant';

function fillIn(
  { example = '', namespaced }: Lego,
  names: { name?: string; tenant?: string },
) {
  const document = parseDocument(example);
  const name = names.name ?? (namespaced ? undefined : NEW_TENANT);
  if (name) document.setIn(['metadata', 'name'], name);
  if (names.tenant && namespaced) {
    document.setIn(['metadata', 'namespace'], names.tenant);
  }
  const claim = claimSchema.safeParse(document.toJS());
  return claim.success
    ? {
        claim: claim.data,
        yaml: document.toString({ flowCollectionPadding: false }),
      }
    : undefined;
}

/** The tenant's own file, or the file of a claim in its tenant's folder. */
function toFileName(kind: string, claim: string): string {
  return kind === 'XTenant'
    ? 'tenant.yaml'
    : `${claim}/${kind.toLowerCase()}.yaml`;
}

function text(value: string): AnswerPart {
  return { type: 'text', text: value };
}
