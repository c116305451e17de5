import { ByteChange } from '../../../git/applyChanges';
import { FakeCommit } from '../FakeRepository';
import {
  FakeRequest,
  FakeResponse,
  FakeRoute,
  refuse,
  textOf,
} from '../FakeCall';
import { isRecord } from '../completeSchema';

const REPO = '/repos/{owner}/{repo}';

/** Refs, commits, trees, blobs and archives. */
export const gitRoutes: FakeRoute[] = [
  {
    method: 'GET',
    template: `${REPO}/git/ref/{ref}`,
    async handle({ parameters, repository }) {
      const ref = `refs/${parameters.ref}`;
      const sha = await repository.findRef(ref);
      if (sha) return { status: 200, body: toRef(ref, sha) };
      const isEmpty = !(await repository.findRef('refs/heads/main'));
      return isEmpty
        ? refuse(409, 'Git Repository is empty.')
        : refuse(404, 'Not Found');
    },
  },
  {
    method: 'POST',
    template: `${REPO}/git/refs`,
    async handle({ body, repository }) {
      const ref = textOf(body.ref);
      const sha = textOf(body.sha);
      if (!(await repository.findCommit(sha))) {
        return refuse(422, 'Object does not exist');
      }
      return (await repository.moveRef(ref, sha))
        ? { status: 201, body: toRef(ref, sha) }
        : refuse(422, 'Reference already exists');
    },
  },
  {
    method: 'PATCH',
    template: `${REPO}/git/refs/{ref}`,
    async handle({ parameters, body, repository }) {
      const ref = `refs/${parameters.ref}`;
      const sha = textOf(body.sha);
      const old = await repository.findRef(ref);
      if (!old) return refuse(422, 'Reference does not exist');
      const moved =
        (await repository.isAncestor(old, sha)) &&
        (await repository.moveRef(ref, sha, old));
      return moved
        ? { status: 200, body: toRef(ref, sha) }
        : refuse(422, 'Update is not a fast forward');
    },
  },
  {
    method: 'GET',
    template: `${REPO}/git/commits/{commit_sha}`,
    async handle({ parameters, repository }) {
      const commit = await repository.findCommit(parameters.commit_sha ?? '');
      return commit
        ? { status: 200, body: toGitCommit(commit) }
        : refuse(404, 'Not Found');
    },
  },
  {
    method: 'POST',
    template: `${REPO}/git/commits`,
    handle: createCommit,
  },
  {
    method: 'GET',
    template: `${REPO}/git/trees/{tree_sha}`,
    async handle({ parameters, query, repository }) {
      const name = parameters.tree_sha ?? '';
      const entries = await repository.findTree(name, 'recursive' in query);
      if (!entries) return refuse(404, 'Not Found');
      const tree = entries.map(({ path, mode, type, sha, size }) => ({
        path,
        mode: mode.padStart(6, '0'),
        type,
        sha,
        ...(type === 'blob' ? { size } : {}),
      }));
      return { status: 200, body: { sha: name, truncated: false, tree } };
    },
  },
  {
    method: 'POST',
    template: `${REPO}/git/trees`,
    handle: createTree,
  },
  {
    method: 'GET',
    template: `${REPO}/git/blobs/{file_sha}`,
    async handle({ parameters, repository }) {
      const sha = parameters.file_sha ?? '';
      const bytes = await repository.readBlob(sha);
      if (!bytes) return refuse(404, 'Not Found');
      const content = bytes.toString('base64').replace(/.{60}/g, '$&\n');
      return {
        status: 200,
        body: { sha, size: bytes.length, encoding: 'base64', content },
      };
    },
  },
  {
    method: 'GET',
    template: `${REPO}/commits`,
    async handle({ query, repository }) {
      const perPage = Number(query.per_page ?? 30);
      const start = await repository.findCommit(query.sha ?? 'main');
      if (!start) return refuse(404, 'Not Found');
      const commits = await repository.log([
        `--max-count=${perPage}`,
        `--skip=${(Number(query.page ?? 1) - 1) * perPage}`,
        start.sha,
        '--',
        ...(query.path ? [query.path] : []),
      ]);
      return { status: 200, body: commits.map(toCommit) };
    },
  },
  {
    method: 'GET',
    template: `${REPO}/compare/{basehead}`,
    handle: compare,
  },
];

/** A commit as lists show it. */
export function toCommit(commit: FakeCommit) {
  return {
    sha: commit.sha,
    parents: commit.parents.map(sha => ({ sha })),
    commit: {
      message: commit.message,
      tree: { sha: commit.tree },
      author: commit.author,
      committer: commit.committer,
    },
  };
}

function toGitCommit(commit: FakeCommit) {
  const { sha, message, author, committer } = commit;
  return {
    sha,
    message,
    author,
    committer,
    tree: { sha: commit.tree },
    parents: commit.parents.map(parent => ({ sha: parent })),
  };
}

function toRef(ref: string, sha: string) {
  return { ref, object: { type: 'commit', sha } };
}

async function createCommit(request: FakeRequest): Promise<FakeResponse> {
  const { body, repository, account } = request;
  const author = isRecord(body.author) ? body.author : {};
  const date = textOf(author.date);
  const parents = Array.isArray(body.parents) ? body.parents.map(textOf) : [];
  const here = {
    name: account.login,
    email: `${account.login}@github.invalid`,
  };
  const sha = await repository.writeCommit({
    tree: textOf(body.tree),
    parents,
    author: {
      name: textOf(author.name) || here.name,
      email: textOf(author.email) || here.email,
      at: date ? new Date(date) : new Date(),
    },
    committer: { ...here, at: new Date() },
    message: textOf(body.message),
  });
  const commit = await repository.findCommit(sha);
  return { status: 201, body: commit ? toGitCommit(commit) : undefined };
}

async function createTree(request: FakeRequest): Promise<FakeResponse> {
  const { body, repository } = request;
  const lines = Array.isArray(body.tree) ? body.tree.filter(isRecord) : [];
  const changes = lines.map(
    (line): ByteChange => ({
      path: textOf(line.path),
      content:
        line.sha === null ? null : Buffer.from(textOf(line.content), 'utf8'),
      mode: line.mode === '100755' ? '100755' : '100644',
    }),
  );
  const base = textOf(body.base_tree) || undefined;
  const sha = await repository.writeTree(base, changes);
  const tree = (await repository.findTree(sha, false)) ?? [];
  return {
    status: 201,
    body: {
      sha,
      truncated: false,
      tree: tree.map(entry => ({
        path: entry.path,
        mode: entry.mode.padStart(6, '0'),
        type: entry.type,
        sha: entry.sha,
      })),
    },
  };
}

async function compare(request: FakeRequest): Promise<FakeResponse> {
  const { parameters, repository } = request;
  const [from = '', to = ''] = (parameters.basehead ?? '').split('...');
  const base = await repository.findCommit(from);
  const head = await repository.findCommit(to);
  const mergeBase =
    base && head && (await repository.findMergeBase(base.sha, head.sha));
  const middle = mergeBase && (await repository.findCommit(mergeBase));
  if (!middle || !base || !head) return refuse(404, 'Not Found');
  const ahead = await repository.log(['--reverse', `${base.sha}..${head.sha}`]);
  const behind = await repository.log([`${head.sha}..${base.sha}`]);
  const files = await repository.listChanges(middle.sha, head.sha);
  return {
    status: 200,
    body: {
      base_commit: toCommit(base),
      merge_base_commit: toCommit(middle),
      status: toStatus(ahead.length, behind.length),
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: ahead.map(toCommit),
      files: files.map(({ path, previousPath, patch, ...file }) => ({
        ...file,
        filename: path,
        changes: file.additions + file.deletions,
        ...(previousPath ? { previous_filename: previousPath } : {}),
        ...(patch ? { patch: patch.replace(/\n$/, '') } : {}),
      })),
    },
  };
}

function toStatus(ahead: number, behind: number): string {
  if (ahead && behind) return 'diverged';
  if (ahead) return 'ahead';
  return behind ? 'behind' : 'identical';
}
