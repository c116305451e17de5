import { ConflictError } from '@backstage/errors';
import { Author, Proposal } from '@zerotouch/plugin-gitops-common';
import { GitHubForge } from '../github';
import { LocalForge } from '../local';

const PAGE = 200;

/** What becomes of one open proposal. */
export interface MovedProposal {
  /** Its number on this machine. */
  number: number;
  title: string;
  action: 'carry' | 'stay';
  /** Why it stays; empty when it is carried. */
  reason: string;
  /** Its number on GitHub, once it is there. */
  movedTo?: number;
}

/** What a move does, or did. */
export interface MovePlan {
  mainSha: string;
  /** `push` when GitHub's main is empty or older, `none` when it is the same. */
  main: 'push' | 'none';
  proposals: MovedProposal[];
}

/** Options of {@link planMove} and {@link moveToGitHub}. */
export interface MoveOptions {
  from: LocalForge;
  to: GitHubForge;
  /** Who closes proposals here once they are there. */
  by: Author;
}

/**
 * Tells what a move would do; writes nothing.
 * @throws ConflictError when GitHub's main holds something else than an earlier state of this one.
 */
export async function planMove(options: MoveOptions): Promise<MovePlan> {
  const { from, to } = options;
  const mainSha = await from.getHead();
  const theirs = await to.parts.refs.findBranch('main');
  if (theirs && theirs !== mainSha && !(await contains(from, theirs))) {
    throw new ConflictError(
      'Main on GitHub holds another history. Move into an empty repository.',
    );
  }
  return {
    mainSha,
    main: theirs === mainSha ? 'none' : 'push',
    proposals: (await listOpen(from)).map(toMoved),
  };
}

/**
 * Moves a platform to GitHub: main with its history, then each open proposal, which is closed here afterwards.
 *
 * @remarks
 * Nobody else may write meanwhile: the portal has to be stopped. Main is pushed only forward. Running it again goes on where it
 * ended, because a proposal keeps its request id.
 */
export async function moveToGitHub(options: MoveOptions): Promise<MovePlan> {
  const { from, to } = options;
  const plan = await planMove(options);
  if (plan.main === 'push') await pushMain(from, to);
  const proposals: MovedProposal[] = [];
  for (const moved of plan.proposals) {
    proposals.push(
      moved.action === 'carry'
        ? { ...moved, movedTo: await carry(options, moved.number) }
        : moved,
    );
  }
  return { ...plan, proposals };
}

async function carry(options: MoveOptions, number: number): Promise<number> {
  const { from, to, by } = options;
  const { proposals } = await from.parts.reader.snapshot();
  const requestId = proposals.find(item => item.number === number)?.record
    .requestId;
  const before = await from.getProposal(number);
  const { author } = before;
  // A change is proposed on main as it is: so main is brought in first, where lines of one file come together.
  const proposal =
    before.baseSha === (await from.getHead())
      ? before
      : await from.updateProposal({ number, author });
  const { title, body, baseSha, headSha } = proposal;
  const paths = await from.listChangedPaths({ baseSha, headSha });
  const files = await from.readFiles({ ref: headSha, paths });
  const contents = new Map(files.map(file => [file.path, file.content]));
  const opened = await to.createProposal({
    requestId: requestId ?? `moved-${number}`,
    title,
    body,
    author,
    baseSha,
    changes: paths.map(path => ({
      path,
      content: contents.get(path) ?? null,
    })),
  });
  const { comments } = await to.getProposal(opened.number);
  for (const comment of proposal.comments.slice(comments.length)) {
    await to.addComment({
      number: opened.number,
      body: comment.body,
      author: comment.author,
    });
  }
  await from.closeProposal({
    number,
    reason: `Moved to GitHub as ${opened.number}.`,
    by,
  });
  return opened.number;
}

async function pushMain(from: LocalForge, to: GitHubForge): Promise<void> {
  const { url, authorization } = await to.parts.api.getRemote();
  await from.parts.repository.git.run(
    ['push', '--quiet', url, 'refs/heads/main:refs/heads/main'],
    {
      // In the environment, because arguments can be seen by everybody on this machine.
      env: url.startsWith('https:')
        ? {
            GIT_CONFIG_COUNT: '1',
            GIT_CONFIG_KEY_0: 'http.extraHeader',
            GIT_CONFIG_VALUE_0: `Authorization: ${authorization}`,
          }
        : {},
    },
  );
}

async function contains(forge: LocalForge, sha: string): Promise<boolean> {
  const { repository } = forge.parts;
  const [commit] = await repository.objects.readMany([sha]);
  if (!commit) return false;
  const base = await repository.findMergeBase(sha, await forge.getHead());
  return base === sha;
}

// Oldest first, so that they keep their order.
async function listOpen(forge: LocalForge): Promise<Proposal[]> {
  const numbers: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await forge.listProposals({
      state: 'open',
      limit: PAGE,
      cursor,
    });
    numbers.push(...page.items.map(item => item.number));
    cursor = page.nextCursor;
  } while (cursor);
  const proposals: Proposal[] = [];
  for (const number of numbers.reverse()) {
    proposals.push(await forge.getProposal(number));
  }
  return proposals;
}

function toMoved(proposal: Proposal): MovedProposal {
  const { number, title, conflicts, files } = proposal;
  const odd = files.find(
    file => file.patch === undefined && file.additions + file.deletions === 0,
  );
  const reasons = [
    ...(conflicts.length > 0
      ? [`It conflicts with main in "${conflicts[0]}".`]
      : []),
    ...(odd && odd.status !== 'renamed' && odd.status !== 'removed'
      ? [`"${odd.path}" is no text.`]
      : []),
  ];
  return {
    number,
    title,
    action: reasons.length > 0 ? 'stay' : 'carry',
    reason: reasons.join(' '),
  };
}
