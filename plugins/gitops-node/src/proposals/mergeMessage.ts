/** What the trailers of a merge commit say. */
export interface MergeTrailers {
  number: number;
  headSha: string;
  /** Entity ref. */
  approvedBy: string;
}

/**
 * Renders the message of a merge commit: one line of subject and the trailers, nothing that anybody else wrote below it.
 */
export function renderMergeMessage(
  options: MergeTrailers & { title: string },
): string {
  return [
    `${options.title} (#${options.number})`,
    '',
    `Proposal: ${options.number}`,
    `Head: ${options.headSha}`,
    `Approved-by: ${options.approvedBy}`,
    '',
  ].join('\n');
}

/**
 * Reads the trailers of a merge commit.
 *
 * @remarks
 * Strict on purpose: two parents, the second one equal to `Head:`, and a message of exactly the shape that
 * {@link renderMergeMessage} gives. A title or a body that contains `Approved-by:` is therefore never read as one.
 */
export function findMergeTrailers(commit: {
  parents: string[];
  message: string;
}): MergeTrailers | undefined {
  const match =
    /^[^\n]* \(#(\d+)\)\n\nProposal: (\d+)\nHead: ([0-9a-f]{40})\nApproved-by: ([^\n]+)\n?$/.exec(
      commit.message,
    );
  if (!match || commit.parents.length !== 2) return undefined;
  const [, subjectNumber, number, headSha = '', approvedBy = ''] = match;
  if (subjectNumber !== number || commit.parents[1] !== headSha) {
    return undefined;
  }
  return { number: Number(number), headSha, approvedBy };
}
