import { spawn } from 'child_process';
import { CreateProposalOptions } from '../GitForge';

/**
 * What a child process does, and where it ends itself: `killAt` counts the moments before each call of Git and after each
 * move of refs, from 1. Without it the child comes to its end.
 */
export type ChildTask = {
  directory: string;
  killAt?: number;
} & (
  | { kind: 'create'; request: CreateProposalOptions }
  | {
      kind: 'merge' | 'close' | 'commit' | 'update';
      proposal: { number: number; headSha: string };
    }
  | { kind: 'seed'; from: string }
);

/** Runs a task in a process of its own. @returns Whether it was killed, as opposed to done. */
export async function runChild(task: ChildTask): Promise<'killed' | 'done'> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        require.resolve('./child.ts'),
        JSON.stringify(task),
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let words = '';
    child.stderr.on('data', chunk => {
      words += chunk;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve('killed');
      else if (code === 0) resolve('done');
      else reject(new Error(`The child failed (${code ?? signal}): ${words}`));
    });
  });
}

/** Runs a task again and again, killed at every call of Git in turn, until it comes to its end. @returns How often it was killed. */
export async function killAtEveryCall(options: {
  /** Makes the task of one turn. */
  prepare: (turn: string) => Promise<ChildTask>;
  /** Looks at what a killed task left, and repairs it as a user would. */
  check: (task: ChildTask) => Promise<void>;
}): Promise<number> {
  for (let killAt = 1; ; killAt++) {
    const task = await options.prepare(String(killAt));
    const end = await runChild({ ...task, killAt });
    await options.check(task);
    if (end === 'done') return killAt - 1;
  }
}
