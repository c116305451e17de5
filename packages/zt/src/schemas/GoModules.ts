import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { stringAt } from '@zerotouch/compositions';

/** Gets the files of a Go module. */
export interface ModuleSource {
  /** Returns the folder of the module, or why there is none; it never throws for a module that cannot be had. */
  download(
    module: string,
    version: string,
  ): Promise<{ dir: string } | { reason: string }>;
}

/** Where Go is installed when it is not on the PATH. */
const USUAL_FOLDERS = ['/usr/local/go/bin', '/usr/lib/go/bin'];

/** Gets modules with `go mod download`, which verifies them against the checksum database. */
export class GoModules implements ModuleSource {
  private constructor(
    private readonly options: {
      env: NodeJS.ProcessEnv;
      timeoutMs: number;
    },
  ) {}

  /**
   * @param options.env - Environment of the command; its PATH is searched for Go.
   * @param options.timeoutMs - Budget for one module, five minutes by default.
   */
  static create(options: {
    env: NodeJS.ProcessEnv;
    timeoutMs?: number;
  }): GoModules {
    return new GoModules({ timeoutMs: 300_000, ...options });
  }

  async download(
    module: string,
    version: string,
  ): Promise<{ dir: string } | { reason: string }> {
    const go = findGo(this.options.env);
    if (!go) {
      return { reason: 'Go is not installed' };
    }
    const { stdout, failure } = await this.run(go, [
      'mod',
      'download',
      '-json',
      `${module}@${version}`,
    ]);
    const answer = parseAnswer(stdout);
    const dir = stringAt(answer, 'Dir');
    if (dir !== undefined) {
      return { dir };
    }
    const error = stringAt(answer, 'Error') ?? failure ?? 'go gave no answer';
    return { reason: oneLine(error) };
  }

  private run(
    go: string,
    args: string[],
  ): Promise<{ stdout: string; failure?: string }> {
    return new Promise(resolve => {
      execFile(
        go,
        args,
        {
          cwd: tmpdir(),
          env: { ...this.options.env, GOFLAGS: '-mod=mod', GOWORK: 'off' },
          timeout: this.options.timeoutMs,
          maxBuffer: 16 * 1024 * 1024,
        },
        (error, stdout, stderr) =>
          resolve({
            stdout,
            failure: error ? stderr || error.message : undefined,
          }),
      );
    });
  }
}

/** The path of the Go command, or undefined. */
export function findGo(env: NodeJS.ProcessEnv): string | undefined {
  return [
    ...(env.PATH ?? '').split(delimiter).filter(Boolean),
    ...USUAL_FOLDERS,
  ]
    .map(folder => join(folder, 'go'))
    .find(existsSync);
}

function parseAnswer(stdout: string): unknown {
  try {
    return JSON.parse(stdout);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

function oneLine(error: string): string {
  return error.replace(/\s+/g, ' ').trim();
}
