import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const ENTRY = 'packages/composition-function/src/main.ts';
const TRANSFORM = 'node_modules/@backstage/cli/config/nodeTransform.cjs';
const startTimeoutMs = 60_000;

/** Our composition function, running without TLS on a free port of this machine. */
export class FunctionProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** `host:port`. */
    readonly address: string,
  ) {}

  /**
   * Starts the function from the sources of a checkout.
   *
   * @throws Error if it does not listen within a minute, with what it said.
   */
  static async start(
    root: string,
    env: NodeJS.ProcessEnv,
  ): Promise<FunctionProcess> {
    const child = spawn(
      process.execPath,
      [
        '--require',
        join(root, TRANSFORM),
        join(root, ENTRY),
        '--insecure',
        '--address=127.0.0.1:0',
      ],
      { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const said: string[] = [];
    const port = await new Promise<number | undefined>(resolve => {
      const timer = setTimeout(() => resolve(undefined), startTimeoutMs);
      const end = (found?: number) => {
        clearTimeout(timer);
        resolve(found);
      };
      child.once('exit', () => end());
      child.once('error', () => end());
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', line => {
          said.push(line);
          const found = /"port":(\d+)/.exec(line)?.[1];
          if (found !== undefined) {
            end(Number(found));
          }
        });
      }
    });
    if (port === undefined) {
      child.kill();
      throw new Error(
        `The function did not start: ${said.slice(-5).join(' ')}`,
      );
    }
    return new FunctionProcess(child, `127.0.0.1:${port}`);
  }

  /** Ends the process; resolves when it is gone. */
  stop(): Promise<void> {
    return new Promise(resolve => {
      if (this.child.exitCode !== null) {
        resolve();
        return;
      }
      this.child.once('exit', () => resolve());
      this.child.kill('SIGTERM');
    });
  }
}
