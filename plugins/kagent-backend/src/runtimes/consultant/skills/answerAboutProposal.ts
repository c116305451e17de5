import {
  Author,
  ChangePreview,
  Proposal,
} from '@zerotouch/plugin-gitops-common';
import { AnswerPart } from '../Answer';
import { count, inlineCode, plainText } from '../plainText';
import { renderBlockQuote, toQuote } from '../quote';
import { ReadProposal } from './PortalReader';

const MAX_LINES = 12;
const verbs = { added: 'adds', changed: 'changes', removed: 'removes' };

/** Who may decide about proposals, from the configuration. */
export interface ApprovalRules {
  /** Whether the author may not decide about their own. */
  fourEyes: boolean;
}

/** Reads from a question which proposal it is about, such as 12 from "explain proposal 12". */
export function findProposalNumber(question: string): number | undefined {
  const match =
    /\b(?:proposal|pull request|pr|approval|change)(?:\s*(?:number|no\.?|nr\.?))?(?:\s*#)?\s*(\d{1,7})\b|(?:^|\s)#(\d{1,7})\b|\/approvals\/(\d{1,7})\b/i.exec(
      question,
    );
  const digits = match?.[1] ?? match?.[2] ?? match?.[3];
  const number = Number(digits);
  return digits !== undefined && number > 0 ? number : undefined;
}

/** Says that there is no such proposal, or none that the person may see. */
export function answerNoProposal(number: number): AnswerPart[] {
  return [
    {
      type: 'text',
      text: `There is no proposal ${number} that you may see. [Approvals](/approvals) lists those that there are.`,
    },
  ];
}

/** Explains a proposal: what changes, what its checks say, how risky it is, and who has to approve it. */
export function answerAboutProposal(
  read: ReadProposal,
  rules: ApprovalRules,
): AnswerPart[] {
  const { proposal, preview } = read;
  const sections = [
    `**[Proposal ${proposal.number}: ${plainText(proposal.title)}](/approvals/${
      proposal.number
    })** by ${renderAuthor(proposal.author)}; it is ${proposal.state}.`,
    renderBody(proposal.body),
    renderFiles(proposal),
    preview && renderClaims(preview),
    renderChecks(proposal),
    renderRisk(read),
    renderApproval(proposal, rules),
  ];
  return [{ type: 'text', text: sections.filter(Boolean).join('\n\n') }];
}

function renderBody(body: string): string | undefined {
  const quote = toQuote(body, '').slice(0, 600);
  return quote
    ? `Its author says (their words, not mine):\n\n${renderBlockQuote(quote)}`
    : undefined;
}

function renderFiles({ files }: Proposal): string {
  return list(
    `**Files:** ${count(files.length, 'file')}`,
    files.map(
      ({ path, status, additions, deletions }) =>
        `${inlineCode(path)} ${status}, +${additions} −${deletions}`,
    ),
  );
}

function renderClaims({ claims, findings }: ChangePreview): string {
  const lines = claims.flatMap(claim => {
    const what = `${verbs[claim.change]} ${inlineCode(
      `${claim.kind} ${claim.tenant}/${claim.name}`,
    )}`;
    const changes = claim.difference?.changes ?? [];
    const objects =
      claim.change === 'changed'
        ? changes.map(
            ({ change, object, fields }) =>
              `  - ${change}: ${inlineCode(`${object.kind} ${object.name}`)}${
                fields?.length ? `, ${count(fields.length, 'field')}` : ''
              }`,
          )
        : [
            `  - ${count(claim.objects.length, 'object')} in the cluster ${
              claim.change === 'added' ? 'come' : 'go'
            }`,
          ];
    const shown = objects.slice(0, MAX_LINES);
    if (objects.length > shown.length) {
      shown.push(`  - and ${objects.length - shown.length} more`);
    }
    if (claim.change === 'removed') {
      shown.push(
        ...(claim.protection?.deletion ?? []).map(
          sentence => `  - ${plainText(sentence, { maxLength: 300 })}`,
        ),
      );
    }
    return [`- it ${what}`, ...shown];
  });
  const wrong = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => `- ${plainText(message, { maxLength: 300 })}`);
  return [
    `**In the cluster:** ${
      claims.length === 0
        ? 'no claim changes.'
        : `${count(claims.length, 'claim')}, compared with main now.`
    }`,
    ...(lines.length > 0 ? ['', ...lines] : []),
    ...(wrong.length > 0
      ? ['', 'It cannot be applied as it is:', '', ...wrong]
      : []),
  ].join('\n');
}

function renderChecks({ checks }: Proposal): string {
  return list(
    `**Checks:** ${
      checks.length === 0 ? 'none have run yet' : count(checks.length, 'check')
    }`,
    checks.flatMap(({ name, status, summary, details }) => [
      `${inlineCode(name)} ${status}: ${plainText(summary, {
        maxLength: 240,
      })}`,
      ...(status === 'failure'
        ? details
            .slice(0, 3)
            .map(detail => plainText(detail, { maxLength: 240 }))
        : []),
    ]),
  );
}

function renderRisk(read: ReadProposal): string {
  const { level, reasons } = assessRisk(read);
  return `**Risk:** ${level}. ${reasons.join(' ')}`;
}

/** How risky a proposal is, by what it touches, and why. */
export function assessRisk({ proposal, preview }: ReadProposal): {
  level: 'low' | 'medium' | 'high';
  reasons: string[];
} {
  const high: string[] = [];
  const medium: string[] = [];
  const claims = preview?.claims ?? [];
  const paths = proposal.files.map(({ path }) => path);
  for (const claim of claims) {
    const name = inlineCode(`${claim.kind} ${claim.tenant}/${claim.name}`);
    const changes = claim.difference?.changes ?? [];
    if (claim.change === 'removed' && claim.protection?.isStateful) {
      high.push(`It removes ${name}, which holds data.`);
    } else if (claim.change === 'removed') {
      medium.push(`It removes ${name}.`);
    }
    if (
      claim.change === 'changed' &&
      changes.some(
        item => item.change === 'replaced' || item.change === 'removed',
      )
    ) {
      (claim.protection?.isStateful ? high : medium).push(
        `It replaces or removes objects of ${name}.`,
      );
    }
  }
  if (proposal.checks.some(({ status }) => status === 'failure')) {
    high.push('A check failed.');
  }
  if (proposal.conflicts.length > 0) high.push('It conflicts with main.');
  if (paths.some(path => /^(platform|bootstrap)\//.test(path))) {
    high.push('It changes the platform itself, so every tenant may feel it.');
  }
  if (high.length > 0) return { level: 'high', reasons: [...high, ...medium] };
  if (medium.length > 0) return { level: 'medium', reasons: medium };
  if (paths.every(path => /^docs\/|\.md$/.test(path))) {
    return { level: 'low', reasons: ['It changes text alone.'] };
  }
  return claims.length > 0 && claims.every(({ change }) => change === 'added')
    ? { level: 'low', reasons: ['It only adds claims.'] }
    : {
        level: 'medium',
        reasons: [
          'It changes what runs, and neither replaces nor removes data.',
        ],
      };
}

function renderApproval(proposal: Proposal, rules: ApprovalRules): string {
  if (proposal.state !== 'open') {
    const { decision } = proposal;
    return decision
      ? `**Decided:** ${proposal.state} by ${renderAuthor(decision.by)}.`
      : `**Decided:** ${proposal.state}.`;
  }
  const { ref, kind, onBehalfOf } = proposal.author;
  const person = inlineCode(onBehalfOf ?? ref);
  const own =
    kind === 'agent' ? 'the person for whom it was written' : 'its own author';
  return `**Who must approve:** one person with the role founder, acting directly; never an agent.${
    rules.fourEyes
      ? ` Four eyes are asked for here, so it must be somebody else than ${person}.`
      : ` Four eyes are off, so ${own} may do it.`
  } Nothing changes before.`;
}

function renderAuthor({ ref, kind, onBehalfOf }: Author): string {
  return `${inlineCode(ref)}${kind === 'agent' ? ', an agent' : ''}${
    onBehalfOf ? ` for ${inlineCode(onBehalfOf)}` : ''
  }`;
}

function list(title: string, items: string[]): string {
  if (items.length === 0) return `${title}.`;
  const shown = items.slice(0, MAX_LINES).map(item => `- ${item}`);
  const more = items.length - shown.length;
  return [
    `${title}`,
    '',
    ...shown,
    ...(more > 0 ? [`- and ${more} more`] : []),
  ].join('\n');
}
