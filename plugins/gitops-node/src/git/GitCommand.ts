import { CustomErrorBase } from '@backstage/errors';
import { spawn } from 'child_process';
import { EMPTY_TREE_SHA } from './gitObjects';

/** One call of the git command line, as hooks see it. `index` counts from 1 for each {@link GitCommand}. */
export interface GitCall {
  index: number;
  phase: 'before' | 'after';
  args: readonly string[];
}

/** Options of {@link GitCommand.create}. */
export interface GitCommandOptions {
  /** The bare repository; passed as `--git-dir`. */
  directory: string;
  /** Called around every call; an exception stops the call. Tests use it to end the process at a chosen call. */
  onCall?: (call: GitCall) => void;
  /** Where PATH and the like come from. `GIT_*` never passes through. */
  env?: Record<string, string | undefined>;
}

/** Options of one call. */
export interface GitRunOptions {
  input?: string | Buffer;
  /** Exit codes that are an answer and not a failure; `[0]` when absent. */
  okCodes?: number[];
  /** Variables on top of the scrubbed environment. */
  env?: Record<string, string>;
}

/** What a call answered. */
export interface GitRunResult {
  stdout: Buffer;
  stderr: string;
  code: number;
}

/** A call of git failed. `stderr` is git's own words, at most 2,000 characters. */
export class GitCommandError extends CustomErrorBase {
  override name = 'GitCommandError' as const;
  readonly stderr: string;
  constructor(options: {
    command: string;
    directory: string;
    reason: string;
    stderr: string;
    cause?: Error;
  }) {
    super(
      `git ${options.command} failed in "${options.directory}" (${
        options.reason
      })${options.stderr ? `: ${options.stderr}` : ''}`,
      options.cause,
    );
    this.stderr = options.stderr;
  }
}

const MAX_PARALLEL = 6;
const TIMEOUT_MS = 120_000;

/**
 * Runs the git command line on one bare repository, without a shell and without anybody's configuration.
 *
 * @remarks
 * Attributes come from no tree: a pushed `.gitattributes` could otherwise hide a file from a diff or change how it merges.
 */
export class GitCommand {
  readonly directory: string;
  readonly #env: Record<string, string | undefined>;
  readonly #onCall?: (call: GitCall) => void;
  readonly #waiting: Array<() => void> = [];
  #running = 0;
  #calls = 0;

  static create(options: GitCommandOptions): GitCommand {
    return new GitCommand(options);
  }

  private constructor(options: GitCommandOptions) {
    this.directory = options.directory;
    this.#env = scrub(options.env ?? process.env);
    this.#onCall = options.onCall;
  }

  /** Runs git with `args`. @throws GitCommandError on an exit code that is not expected. */
  async run(
    args: readonly string[],
    options: GitRunOptions = {},
  ): Promise<GitRunResult> {
    await this.#enter();
    try {
      const index = ++this.#calls;
      this.#onCall?.({ index, phase: 'before', args });
      const result = await this.#spawn(args, options);
      this.#onCall?.({ index, phase: 'after', args });
      return result;
    } finally {
      this.#leave();
    }
  }

  /** Runs git and returns its output as text. */
  async text(
    args: readonly string[],
    options: GitRunOptions = {},
  ): Promise<string> {
    return (await this.run(args, options)).stdout.toString('utf8');
  }

  async #enter() {
    if (this.#running < MAX_PARALLEL) {
      this.#running++;
      return;
    }
    await new Promise<void>(resolve => this.#waiting.push(resolve));
  }

  #leave() {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }

  #spawn(
    args: readonly string[],
    options: GitRunOptions,
  ): Promise<GitRunResult> {
    const command = args[0] ?? '';
    const fail = (reason: string, stderr = '', cause?: Error) =>
      new GitCommandError({
        command,
        directory: this.directory,
        reason,
        stderr: stderr.trim().slice(0, 2_000),
        cause,
      });
    return new Promise((resolve, reject) => {
      const child = spawn(
        'git',
        [
          `--git-dir=${this.directory}`,
          '-c',
          `attr.tree=${EMPTY_TREE_SHA}`,
          ...args,
        ],
        {
          env: { ...this.#env, ...options.env },
          stdio: ['pipe', 'pipe', 'pipe'],
          timeout: TIMEOUT_MS,
          killSignal: 'SIGKILL',
        },
      );
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on('data', chunk => stdout.push(chunk));
      child.stderr.on('data', chunk => stderr.push(chunk));
      // Git may end before it has read all of its input; its exit code tells whether that was a failure.
      child.stdin.on('error', () => {});
      child.on('error', error =>
        reject(
          fail('it could not be started; install Git 2.38 or newer', '', error),
        ),
      );
      child.on('close', (code, signal) => {
        const words = Buffer.concat(stderr).toString('utf8');
        if (code === null) {
          reject(fail(`ended by ${signal}`, words));
        } else if (!(options.okCodes ?? [0]).includes(code)) {
          reject(fail(`exit code ${code}`, words));
        } else {
          resolve({ stdout: Buffer.concat(stdout), stderr: words, code });
        }
      });
      child.stdin.end(options.input ?? '');
    });
  }
}

function scrub(env: Record<string, string | undefined>) {
  const kept = Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^GIT_/i.test(name)),
  );
  return {
    ...kept,
    LC_ALL: 'C',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}
