import { Author, isAgentRef } from '@zerotouch/plugin-gitops-common';

/** Renders the message of a proposal's first commit: its title, and who proposed it for whom. */
export function renderOpeningMessage(title: string, author: Author): string {
  return [
    title,
    '',
    `Proposed-by: ${author.kind} ${author.ref}`,
    ...(author.onBehalfOf ? [`On-behalf-of: ${author.onBehalfOf}`] : []),
    '',
  ].join('\n');
}

/**
 * Reads who proposed out of the message of a proposal's first commit.
 *
 * @remarks
 * Strict on purpose: a message of exactly the shape that {@link renderOpeningMessage} gives. A commit cannot change without its
 * SHA, so what an approver saw stays true; a text on GitHub could be edited.
 */
export function findAuthor(message: string): Author | undefined {
  const match =
    /^[^\n]+\n\nProposed-by: (human|agent) (\S+)\n?(?:On-behalf-of: (\S+)\n?)?$/.exec(
      message,
    );
  if (!match) return undefined;
  const [, kind, ref = '', onBehalfOf] = match;
  return {
    ref,
    kind: kind === 'agent' || isAgentRef(ref) ? 'agent' : 'human',
    ...(onBehalfOf ? { onBehalfOf } : {}),
  };
}
