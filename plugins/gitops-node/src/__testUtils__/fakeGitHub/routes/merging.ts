import { FakeRequest, FakeResponse, refuse, textOf } from '../FakeCall';
import { FakePull } from '../FakeState';
import { toCommit } from './gitRoutes';

/** Merges a pull request, as GitHub's merge button does. */
export async function mergePull(
  request: FakeRequest,
  pull: FakePull,
): Promise<FakeResponse> {
  const { body, state, account } = request;
  if (pull.state !== 'open')
    return refuse(405, 'Pull Request is not mergeable');
  if (pull.merging) return refuse(405, 'Merge already in progress');
  if (body.sha !== undefined && body.sha !== pull.headSha) {
    return refuse(
      409,
      'Head branch was modified. Review and try the merge again.',
    );
  }
  pull.merging = true;
  try {
    const merged = await mergeInto(request, {
      branch: 'main',
      headSha: pull.headSha,
      message: `${textOf(body.commit_title)}\n\n${textOf(body.commit_message)}`,
    });
    if (merged === 'conflict') {
      return refuse(405, 'Pull Request is not mergeable');
    }
    if (merged === 'moved') {
      return refuse(
        405,
        'Base branch was modified. Review and try the merge again.',
      );
    }
    Object.assign(pull, {
      state: 'closed',
      mergedAt: state.now(),
      closedAt: state.now(),
      updatedAt: state.now(),
      mergeSha: merged,
      mergedBy: account,
    });
    return {
      status: 200,
      body: {
        sha: merged,
        merged: true,
        message: 'Pull Request successfully merged',
      },
    };
  } finally {
    pull.merging = false;
  }
}

/** Merges a commit into a branch. */
export async function mergeBranch(request: FakeRequest): Promise<FakeResponse> {
  const { body, repository } = request;
  const base = await repository.findCommit(textOf(body.base));
  const head = await repository.findCommit(textOf(body.head));
  if (!base || !head) return refuse(404, 'Base or head does not exist');
  if (await repository.isAncestor(head.sha, base.sha)) return { status: 204 };
  const merged = await mergeInto(request, {
    branch: textOf(body.base),
    headSha: head.sha,
    message: textOf(body.commit_message),
  });
  if (merged === 'conflict' || merged === 'moved') {
    return refuse(409, 'Merge conflict');
  }
  const commit = await repository.findCommit(merged);
  return { status: 201, body: commit && toCommit(commit) };
}

async function mergeInto(
  { repository, account }: FakeRequest,
  options: { branch: string; headSha: string; message: string },
): Promise<string> {
  const ref = `refs/heads/${options.branch}`;
  const base = (await repository.findRef(ref)) ?? '';
  const { treeSha, conflicts } = await repository.merge(base, options.headSha);
  if (conflicts.length > 0) return 'conflict';
  const signature = {
    name: account.login,
    email: `${account.login}@github.invalid`,
    at: new Date(),
  };
  const sha = await repository.writeCommit({
    tree: treeSha,
    parents: [base, options.headSha],
    author: signature,
    committer: signature,
    message: options.message,
  });
  return (await repository.moveRef(ref, sha, base)) ? sha : 'moved';
}
