import { Entity } from '@backstage/catalog-model';
import { Commit, ProposalSummary } from '@zerotouch/plugin-gitops-common';
import { AnswerPart } from '../Answer';
import { count, plainText } from '../plainText';

const CLAIM = 'platform.zerotouch.dev/claim';
const KIND = 'platform.zerotouch.dev/kind';
const TENANT = 'platform.zerotouch.dev/tenant';
const ERROR = 'platform.zerotouch.dev/error';
const MAX_ERRORS = 10;

/** The layers of the platform from the ground up, by the name of their system in the catalog. */
const layers: [name: string, title: string][] = [
  ['crds', 'Resource types'],
  ['foundation', 'Foundation'],
  ['observability', 'Observability'],
  ['intelligence', 'Intelligence'],
  ['apis', 'APIs'],
];

const about =
  /\b(?:state|status|health|overview|condition|summary) (?:of|on) (?:the |this |our |my )?(?:whole )?(?:platform|portal|catalog|system)\b|\bplatform(?:'s|’s)? (?:state|status|health|overview)\b|\bhow (?:is|does) (?:the|this|our) platform\b|\bwhat (?:is|runs|exists|lives) (?:there )?(?:on|in) (?:the|this|our) platform\b|\b(?:which|what|any) (?:entities|claims|things) (?:have|has|with|are in|show) (?:an? )?errors?\b|\bwhat (?:has |was )?changed (?:last|lately|recently)\b|\b(?:last|latest|recent) changes\b|\bhow many (?:tenants|teams|databases|caches|services|claims|entities|legos|components|agents)\b|^(?:status|overview|platform state|platform status)$/i;

/** Whether a question is about what the platform as a whole holds, what is wrong in it, or what changed. */
export function isAboutState(question: string): boolean {
  return about.test(
    question
      .trimEnd()
      .replace(/(?<![?!.])[?!.]+$/, '')
      .trim(),
  );
}

/** What the person may see of the platform; a part that could not be read is absent. */
export interface PlatformState {
  entities?: Entity[];
  commits?: Commit[];
  proposals?: ProposalSummary[];
}

/** Tells what the platform holds by its catalog and what changed last. */
export function answerAboutState(state: PlatformState): AnswerPart[] {
  const sections = [
    state.entities
      ? renderEntities(state.entities)
      : 'The catalog could not be read; ask again in a minute.',
    state.proposals && renderProposals(state.proposals),
    state.commits
      ? renderCommits(state.commits)
      : 'The last changes could not be read; ask again in a minute.',
    'This is what Git says the platform should be, as far as you may see it. Whether the cluster agrees is on the pages of each part.',
  ];
  return [{ type: 'text', text: sections.filter(Boolean).join('\n\n') }];
}

function renderEntities(entities: Entity[]): string {
  const claims = entities.filter(entity => annotation(entity, CLAIM));
  const tenants = new Set(
    claims.flatMap(entity => annotation(entity, TENANT) ?? []),
  );
  for (const entity of entities) {
    if (entity.kind === 'Domain' && entity.spec?.type === 'tenant') {
      tenants.add(entity.metadata.name);
    }
  }
  const kinds = [...new Set(claims.map(item => annotation(item, KIND) ?? ''))]
    .sort()
    .map(kind => {
      const of = claims.filter(item => annotation(item, KIND) === kind);
      return `${of.length} \`${kind}\``;
    });
  return [
    '**What there is**',
    '',
    `- ${count(tenants.size, 'tenant')}${
      tenants.size > 0
        ? `: ${[...tenants]
            .sort()
            .map(name => plainText(name))
            .join(', ')}`
        : ''
    }`,
    `- ${count(claims.length, 'claim')}${
      kinds.length > 0 ? `: ${kinds.join(', ')}` : ''
    }`,
    ...layers.map(([name, title]) => {
      const parts = entities.filter(
        entity => toName(entity.spec?.system) === name,
      );
      return `- ${title}: ${count(parts.length, 'part')}`;
    }),
    '',
    renderErrors(entities),
  ].join('\n');
}

function renderErrors(entities: Entity[]): string {
  const wrong = entities.filter(entity => annotation(entity, ERROR));
  if (wrong.length === 0) return '**What is wrong:** no entity has an error.';
  return [
    `**What is wrong:** ${count(
      wrong.length,
      'entity has',
      'entities have',
    )} an error, and shows the last version in which nothing was wrong.`,
    '',
    ...wrong.slice(0, MAX_ERRORS).map(
      entity =>
        `- [${plainText(
          entity.metadata.title ?? entity.metadata.name,
        )}](${toPath(entity)}): ${plainText(annotation(entity, ERROR) ?? '', {
          maxLength: 240,
        })}`,
    ),
    ...(wrong.length > MAX_ERRORS
      ? [`- and ${wrong.length - MAX_ERRORS} more`]
      : []),
  ].join('\n');
}

function renderProposals(proposals: ProposalSummary[]): string {
  if (proposals.length === 0) return '**Waiting for a decision:** nothing.';
  const failed = proposals.filter(item => item.checksState === 'failure');
  return `**Waiting for a decision:** ${count(proposals.length, 'proposal')}, ${
    failed.length
  } of them with a failed check; see [Approvals](/approvals).`;
}

function renderCommits(commits: Commit[]): string {
  if (commits.length === 0) return '**What changed last:** nothing yet.';
  return [
    '**What changed last**',
    '',
    ...commits.map(({ title, committedAt, proposalNumber, authorName }) => {
      const what = plainText(title);
      return `- ${committedAt.slice(0, 16).replace('T', ' ')} UTC: ${
        proposalNumber === undefined
          ? what
          : `[${what}](/approvals/${proposalNumber})`
      }, by ${plainText(authorName)}`;
    }),
  ].join('\n');
}

function annotation(entity: Entity, key: string): string | undefined {
  return entity.metadata.annotations?.[key];
}

function toName(ref: unknown): string | undefined {
  return typeof ref === 'string' ? ref.split('/').at(-1) : undefined;
}

function toPath({ kind, metadata }: Entity): string {
  return `/catalog/${[metadata.namespace ?? 'default', kind, metadata.name]
    .map(part => encodeURIComponent(part.toLowerCase()))
    .join('/')}`;
}
