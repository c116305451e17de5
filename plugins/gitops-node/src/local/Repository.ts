import { NotFoundError } from '@backstage/errors';
import { FileChange } from '@zerotouch/plugin-gitops-common';
import { GitCommand } from '../git/GitCommand';
import { GitObjectStore } from '../git/GitObjectStore';
import { GitRefStore } from '../git/GitRefStore';
import { LruMap } from '../git/LruMap';
import { parseChangedPaths, parseDiff } from '../git/parseDiff';
import { mergeTrees } from './mergeTrees';

/** Full name of the default branch. */
export const MAIN_REF = 'refs/heads/main';

const SHA = /^[0-9a-f]{40}$/;
const BRANCH =
  /^(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)))[A-Za-z0-9_][A-Za-z0-9._/+@-]*(?<![./])$/;

/**
 * One bare repository: its commands, and the questions about commits that several parts ask.
 *
 * @remarks Answers are kept only where the question names every object by its SHA, so that they can never be outdated.
 */
export class Repository {
  readonly git: GitCommand;
  readonly objects: GitObjectStore;
  readonly refs: GitRefStore;
  readonly #bases = new LruMap<string, Promise<string | undefined>>(2_000);
  readonly #paths = new LruMap<string, string[]>(5_000);
  readonly #conflicts = new LruMap<string, Promise<string[]>>(500);

  static create(options: { git: GitCommand }): Repository {
    return new Repository(options.git);
  }

  private constructor(git: GitCommand) {
    this.git = git;
    this.objects = GitObjectStore.create({ git });
    this.refs = GitRefStore.create({ git });
  }

  /** Main's head. @throws NotFoundError while nothing was seeded. */
  async getHead(): Promise<string> {
    return requireMain(await this.refs.list([MAIN_REF]));
  }

  /** Turns a branch name or a full SHA into the SHA of a commit. @throws NotFoundError */
  async resolve(ref: string = 'main'): Promise<string> {
    if (ref === 'main') return this.getHead();
    const name = SHA.test(ref) ? ref : `refs/heads/${ref}`;
    if (SHA.test(ref) || BRANCH.test(ref)) {
      const { stdout, code } = await this.git.run(
        ['rev-parse', '--verify', '--quiet', `${name}^{commit}`],
        { okCodes: [0, 1, 128] },
      );
      if (code === 0) return stdout.toString('utf8').trim();
    }
    throw new NotFoundError(
      `There is no branch or commit "${ref}" in the platform repository.`,
    );
  }

  /** The newest commit that both contain; `undefined` when they share no history. */
  async findMergeBase(a: string, b: string): Promise<string | undefined> {
    if (a === b) return a;
    const key = `${a} ${b}`;
    const known = this.#bases.get(key);
    if (known) return known;
    const asking = this.git
      .run(['merge-base', a, b], { okCodes: [0, 1] })
      .then(result => result.stdout.toString('utf8').trim() || undefined);
    this.#bases.set(key, asking);
    asking.catch(() => this.#bases.delete(key));
    return asking;
  }

  /** Paths that a merge of the two commits cannot decide, sorted; empty when it is clean. Writes nothing. */
  async findConflicts(a: string, b: string): Promise<string[]> {
    const key = `${a} ${b}`;
    const known = this.#conflicts.get(key);
    if (known) return known;
    const asking = mergeTrees(this.git, { a, b, dryRun: true }).then(
      result => result.conflicts,
    );
    this.#conflicts.set(key, asking);
    asking.catch(() => this.#conflicts.delete(key));
    return asking;
  }

  async listChanges(baseSha: string, headSha: string): Promise<FileChange[]> {
    const { stdout } = await this.git.run([
      'diff-tree',
      '-r',
      '-z',
      '-M',
      '--raw',
      '--abbrev=40',
      '--numstat',
      '-p',
      baseSha,
      headSha,
    ]);
    const changes = parseDiff(stdout);
    this.#paths.set(
      `${baseSha} ${headSha}`,
      changes.map(change => change.path),
    );
    return changes;
  }

  /** Every path that differs between two commits, sorted; a renamed file differs under its old and its new path. */
  async listDifferingPaths(
    baseSha: string,
    headSha: string,
  ): Promise<string[]> {
    const { stdout } = await this.git.run([
      'diff-tree',
      '-r',
      '-z',
      '--no-renames',
      '--name-only',
      baseSha,
      headSha,
    ]);
    return stdout
      .toString('utf8')
      .split('\0')
      .filter(path => path !== '');
  }

  /** Changed paths of many pairs with one call of Git; a renamed file counts once, under its new path. */
  async listChangedPaths(
    pairs: Array<{ baseSha: string; headSha: string }>,
  ): Promise<string[][]> {
    const key = (pair: { baseSha: string; headSha: string }) =>
      `${pair.baseSha} ${pair.headSha}`;
    const found = new Map<string, string[]>();
    for (const pair of pairs) {
      const known = this.#paths.get(key(pair));
      if (known) found.set(key(pair), known);
    }
    // Git answers by head alone, so each call asks about each head once.
    let missing = pairs.filter(pair => !found.has(key(pair)));
    while (missing.length > 0) {
      const batch = new Map(missing.map(pair => [pair.headSha, pair]));
      const { stdout } = await this.git.run(
        ['diff-tree', '--stdin', '-r', '-z', '-M', '--name-status'],
        {
          input: [...batch.values()]
            .map(pair => `${pair.headSha} ${pair.baseSha}\n`)
            .join(''),
        },
      );
      const answers = parseChangedPaths(stdout);
      for (const pair of batch.values()) {
        const paths = answers.get(pair.headSha) ?? [];
        this.#paths.set(key(pair), paths);
        found.set(key(pair), paths);
      }
      missing = missing.filter(pair => !found.has(key(pair)));
    }
    return pairs.map(pair => found.get(key(pair)) ?? []);
  }
}

/** Picks main out of refs that were read. @throws NotFoundError while nothing was seeded. */
export function requireMain(refs: Map<string, string>): string {
  const sha = refs.get(MAIN_REF);
  if (!sha) {
    throw new NotFoundError(
      'The platform repository has no commit on "main" yet. Seed it first.',
    );
  }
  return sha;
}
