import { InputError, NotFoundError } from '@backstage/errors';
import { FileChange, Proposal } from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { Attachment } from '@zerotouch/plugin-kagent-common';

/** Reads a proposal: what it says, and what it changes. @throws InputError when there is none */
export async function readProposal(
  number: number,
  options: { forge: Pick<GitForge, 'getProposal'> },
): Promise<Attachment> {
  const proposal = await find(number, options.forge);
  return {
    kind: 'proposal',
    title: `#${number} ${proposal.title}`,
    text: renderProposal(proposal),
    url: `/approvals/${number}`,
  };
}

function renderProposal(proposal: Proposal): string {
  const { author, body, checks, files } = proposal;
  const lines = [
    `Proposal #${proposal.number}: ${proposal.title}`,
    `State: ${proposal.state}, by ${author.ref}${
      author.onBehalfOf ? ` for ${author.onBehalfOf}` : ''
    }`,
    `Head: ${proposal.headSha}`,
    ...checks.map(
      ({ name, status, summary }) => `Check ${name}: ${status}, ${summary}`,
    ),
    '',
    body.trim() || '(no description)',
    '',
    `Files (${files.length}):`,
    ...files.map(
      ({ path, status, additions, deletions }) =>
        `- ${path} ${status} +${additions} -${deletions}`,
    ),
  ];
  return [...lines, ...files.map(renderPatch)].join('\n');
}

function renderPatch({ path, previousPath, patch }: FileChange): string {
  return `\n--- ${previousPath ?? path}\n+++ ${path}\n${
    patch ?? '(not a text)'
  }`;
}

async function find(
  number: number,
  forge: Pick<GitForge, 'getProposal'>,
): Promise<Proposal> {
  try {
    return await forge.getProposal(number);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new InputError(
      `There is no proposal #${number}; attach another one.`,
      error,
    );
  }
}
