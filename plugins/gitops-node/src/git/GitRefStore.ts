import { CustomErrorBase } from '@backstage/errors';
import { GitCommand, GitCommandError } from './GitCommand';
import { ZERO_SHA } from './gitObjects';
import { removeStaleLocks } from './removeStaleLocks';

/** One step of a transaction on refs. `expectedSha` absent in an update means the ref must not exist. */
export type RefStep =
  | { kind: 'update'; ref: string; sha: string; expectedSha?: string }
  | { kind: 'verify'; ref: string; sha: string }
  | { kind: 'delete'; ref: string; expectedSha: string };

/** A ref was not what the writer had read; read again and decide again. */
export class RefMovedError extends CustomErrorBase {
  override name = 'RefMovedError' as const;
}

const LOCK_ATTEMPTS = 5;

/** Reads and moves refs of one repository. */
export class GitRefStore {
  readonly #git: GitCommand;

  static create(options: { git: GitCommand }): GitRefStore {
    return new GitRefStore(options.git);
  }

  private constructor(git: GitCommand) {
    this.#git = git;
  }

  /** Lists refs that equal one of `patterns` or lie below it; sha by full name. */
  async list(patterns: string[]): Promise<Map<string, string>> {
    const output = await this.#git.text([
      'for-each-ref',
      '--format=%(objectname) %(refname)',
      ...patterns,
    ]);
    const refs = new Map<string, string>();
    for (const line of output.split('\n')) {
      if (line) refs.set(line.slice(41), line.slice(0, 40));
    }
    return refs;
  }

  /**
   * Moves refs, each only from the value that the caller read.
   *
   * @remarks
   * MUST be called under the writers' mutex, because lock files left by a killed Git are removed here. A kill in
   * between may leave a prefix of the steps done, in the order given.
   * @throws RefMovedError when a ref had another value; nothing was changed then.
   */
  async transact(steps: RefStep[]): Promise<void> {
    const input = ['start', ...steps.map(renderStep), 'prepare', 'commit', ''];
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#git.run(['update-ref', '--stdin'], {
          input: input.join('\n'),
        });
        return;
      } catch (error) {
        if (!(error instanceof GitCommandError)) throw error;
        if (/\.lock': File exists/.test(error.stderr)) {
          if (attempt === LOCK_ATTEMPTS) throw error;
          await removeStaleLocks(this.#git.directory);
          continue;
        }
        if (
          /but expected|already exists|unable to resolve reference/.test(
            error.stderr,
          )
        ) {
          throw new RefMovedError(
            'A ref of the repository moved while it was being written; read it again.',
            error,
          );
        }
        throw error;
      }
    }
  }
}

function renderStep(step: RefStep): string {
  switch (step.kind) {
    case 'update':
      return `update ${step.ref} ${step.sha} ${step.expectedSha ?? ZERO_SHA}`;
    case 'verify':
      return `verify ${step.ref} ${step.sha}`;
    case 'delete':
      return `delete ${step.ref} ${step.expectedSha}`;
    default:
      throw new Error(`Unknown step ${JSON.stringify(step satisfies never)}`);
  }
}
