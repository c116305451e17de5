import { FileChange } from '@zerotouch/plugin-gitops-common';
import { ByteChange, applyChanges } from '../../git/applyChanges';
import { GitCommand } from '../../git/GitCommand';
import { CommitSignature, createCommitObject } from '../../git/gitObjects';
import { TreeListing } from '../../git/TreeListing';
import { RefMovedError } from '../../git/GitRefStore';
import { mergeTrees } from '../../local/mergeTrees';
import { Repository } from '../../local/Repository';

/** A commit as Git holds it. */
export interface FakeCommit {
  sha: string;
  tree: string;
  parents: string[];
  message: string;
  author: { name: string; email: string; date: string };
  committer: { name: string; email: string; date: string };
}

/** The real bare repository behind the fake: what it merges, Git merges. */
export class FakeRepository {
  readonly directory: string;
  readonly #repository: Repository;

  static async create(directory: string): Promise<FakeRepository> {
    const git = GitCommand.create({ directory });
    await git.run(['init', '--bare', '--quiet', '--initial-branch=main']);
    return new FakeRepository(directory, Repository.create({ git }));
  }

  private constructor(directory: string, repository: Repository) {
    this.directory = directory;
    this.#repository = repository;
  }

  /** Writes a first commit on main. */
  async seed(changes: ByteChange[], signature: CommitSignature): Promise<void> {
    const { treeSha, objects } = applyChanges(TreeListing.empty, changes);
    const commit = createCommitObject({
      tree: treeSha,
      parents: [],
      author: signature,
      committer: signature,
      message: 'Seed\n',
    });
    await this.#repository.objects.write([...objects, commit]);
    await this.moveRef('refs/heads/main', commit.sha);
  }

  async findRef(ref: string): Promise<string | undefined> {
    return (await this.#repository.refs.list([ref])).get(ref);
  }

  /** Moves a ref from `expectedSha`; without it the ref must be new. @returns Whether it was so. */
  async moveRef(
    ref: string,
    sha: string,
    expectedSha?: string,
  ): Promise<boolean> {
    try {
      await this.#repository.refs.transact([
        { kind: 'update', ref, sha, expectedSha },
      ]);
      return true;
    } catch (error) {
      if (error instanceof RefMovedError) return false;
      throw error;
    }
  }

  async deleteRef(ref: string, expectedSha: string): Promise<void> {
    await this.#repository.refs.transact([
      { kind: 'delete', ref, expectedSha },
    ]);
  }

  /** Finds a commit by its SHA or by a branch. */
  async findCommit(name: string): Promise<FakeCommit | undefined> {
    const sha = /^[0-9a-f]{40}$/.test(name)
      ? name
      : await this.findRef(`refs/heads/${name}`);
    if (!sha) return undefined;
    const [bytes] = await this.#repository.objects.readMany([sha]);
    const text = bytes?.toString('utf8') ?? '';
    return text.startsWith('tree ') ? parseCommit(sha, text) : undefined;
  }

  async findTree(name: string, recursive: boolean) {
    const [bytes] = await this.#repository.objects.readMany([`${name}^{tree}`]);
    if (!bytes) return undefined;
    const listing = await this.#repository.objects.listTree(name);
    return recursive ? listing.entries() : [...listing.children('')];
  }

  async readBlob(sha: string): Promise<Buffer | undefined> {
    return (await this.#repository.objects.readMany([sha]))[0];
  }

  async writeTree(base: string | undefined, changes: ByteChange[]) {
    const listing = base
      ? await this.#repository.objects.listTree(base)
      : TreeListing.empty;
    const { treeSha, objects } = applyChanges(listing, changes);
    await this.#repository.objects.write(objects);
    return treeSha;
  }

  async writeCommit(
    options: Parameters<typeof createCommitObject>[0],
  ): Promise<string> {
    const commit = createCommitObject(options);
    await this.#repository.objects.write([commit]);
    return commit.sha;
  }

  async isAncestor(old: string, young: string): Promise<boolean> {
    return (await this.#repository.findMergeBase(old, young)) === old;
  }

  async findMergeBase(a: string, b: string): Promise<string | undefined> {
    return this.#repository.findMergeBase(a, b);
  }

  async listChanges(baseSha: string, headSha: string): Promise<FileChange[]> {
    return this.#repository.listChanges(baseSha, headSha);
  }

  async merge(a: string, b: string) {
    return mergeTrees(this.#repository.git, { a, b });
  }

  /** Commits that `git log` names, newest first. */
  async log(args: string[]): Promise<FakeCommit[]> {
    const output = await this.#repository.git.text([
      'log',
      '--format=%H',
      ...args,
    ]);
    const shas = output.split('\n').filter(line => line !== '');
    const contents = await this.#repository.objects.readMany(shas);
    return shas.map((sha, index) =>
      parseCommit(sha, contents[index]?.toString('utf8') ?? ''),
    );
  }

  async archive(sha: string): Promise<Buffer> {
    const { stdout } = await this.#repository.git.run([
      'archive',
      '--format=tar.gz',
      '--prefix=repository/',
      sha,
    ]);
    return stdout;
  }
}

function parseCommit(sha: string, text: string): FakeCommit {
  const [head = '', ...rest] = text.split('\n\n');
  const lines = head.split('\n');
  const field = (name: string) =>
    lines
      .filter(line => line.startsWith(`${name} `))
      .map(line => line.slice(name.length + 1));
  const person = (line = '') => {
    const [, name = '', email = '', seconds] =
      /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(line) ?? [];
    const date = new Date(Number(seconds) * 1000).toISOString();
    return { name, email, date: date.replace('.000Z', 'Z') };
  };
  return {
    sha,
    tree: field('tree')[0] ?? '',
    parents: field('parent'),
    // GitHub shows messages without the last line break.
    message: rest.join('\n\n').replace(/\n$/, ''),
    author: person(field('author')[0]),
    committer: person(field('committer')[0]),
  };
}
