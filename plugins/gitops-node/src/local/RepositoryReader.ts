import { NotFoundError } from '@backstage/errors';
import { Commit, CommitPage } from '@zerotouch/plugin-gitops-common';
import { TextFile, TreeFile } from '../GitForge';
import { TreeEntry, isFile } from '../git/TreeListing';
import { parsePath } from '../proposals/contentChanges';
import { findMergeTrailers } from '../proposals/mergeMessage';
import { parseLimit } from '../proposals/parseLimit';
import { Repository } from './Repository';

const LOG_FORMAT = '--format=tformat:%H%x00%P%x00%ct%x00%an%x00%B';
const LOG_FIELDS = 5;

/** Answers questions about files and commits of one repository. */
export class RepositoryReader {
  readonly #repository: Repository;

  static create(options: { repository: Repository }): RepositoryReader {
    return new RepositoryReader(options.repository);
  }

  private constructor(repository: Repository) {
    this.#repository = repository;
  }

  async listFiles(
    options: { ref?: string; prefix?: string } = {},
  ): Promise<TreeFile[]> {
    return (await this.#list(options)).map(toTreeFile);
  }

  async readBytes(options: {
    path: string;
    ref?: string;
  }): Promise<{ file: TreeFile; bytes: Buffer }> {
    parsePath(options.path);
    const sha = await this.#repository.resolve(options.ref);
    const entry = (await this.#repository.objects.listTree(sha)).get(
      options.path,
    );
    if (!entry || !isFile(entry)) {
      throw new NotFoundError(
        `There is no file "${options.path}" at "${options.ref ?? 'main'}".`,
      );
    }
    return {
      file: toTreeFile(entry),
      bytes: await this.#repository.objects.read(entry.sha),
    };
  }

  async readFiles(
    options: { ref?: string; prefix?: string; paths?: string[] } = {},
  ): Promise<TextFile[]> {
    const wanted = options.paths && new Set(options.paths);
    const entries = (await this.#list(options)).filter(
      entry => !wanted || wanted.has(entry.path),
    );
    const contents = await this.#repository.objects.readMany(
      entries.map(entry => entry.sha),
    );
    return entries.map((entry, index) => ({
      ...toTreeFile(entry),
      content: (contents[index] ?? Buffer.alloc(0)).toString('utf8'),
    }));
  }

  async listCommits(options: {
    ref?: string;
    path?: string;
    cursor?: string;
    limit: number;
  }): Promise<CommitPage> {
    const limit = parseLimit(options.limit, 100);
    const start = await this.#repository.resolve(options.cursor ?? options.ref);
    const commits = await this.#log([
      '--first-parent',
      `--max-count=${limit + 1}`,
      start,
      '--',
      ...(options.path ? [parsePath(options.path)] : []),
    ]);
    const next = commits[limit];
    return {
      items: commits.slice(0, limit),
      ...(next ? { nextCursor: next.sha } : {}),
    };
  }

  async getCommit(sha: string): Promise<Commit> {
    const resolved = await this.#repository.resolve(sha);
    const [commit] = await this.#log(['--max-count=1', resolved, '--']);
    if (!commit) throw new NotFoundError(`There is no commit "${sha}".`);
    return commit;
  }

  async #list(options: { ref?: string; prefix?: string }) {
    if (options.prefix) parsePath(options.prefix);
    const sha = await this.#repository.resolve(options.ref);
    const listing = await this.#repository.objects.listTree(sha);
    return listing.files(options.prefix);
  }

  async #log(args: string[]): Promise<Commit[]> {
    const output = await this.#repository.git.text([
      'log',
      '-z',
      LOG_FORMAT,
      ...args,
    ]);
    const fields = output.split('\0');
    const commits: Commit[] = [];
    for (let at = 0; at + LOG_FIELDS <= fields.length; at += LOG_FIELDS) {
      const [sha = '', parents = '', seconds, authorName = '', message = ''] =
        fields.slice(at, at + LOG_FIELDS);
      const trailers = findMergeTrailers({
        parents: parents.split(' '),
        message,
      });
      commits.push({
        sha,
        title: message.split('\n', 1)[0] ?? '',
        authorName,
        committedAt: new Date(Number(seconds) * 1000).toISOString(),
        ...(trailers
          ? { approvedBy: trailers.approvedBy, proposalNumber: trailers.number }
          : {}),
      });
    }
    return commits;
  }
}

function toTreeFile(entry: TreeEntry): TreeFile {
  return { path: entry.path, blobSha: entry.sha, size: entry.size };
}
