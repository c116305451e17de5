import { execFile } from 'node:child_process';

/**
 * Runs a program that reports on standard output and says by its exit code whether anything was wrong.
 *
 * @returns What it printed.
 * @throws Error if it cannot be run or printed nothing, with the end of its complaints.
 */
export function runTool(
  path: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      path,
      args,
      { env, maxBuffer: 256 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (stdout.trim() !== '') {
          resolve(stdout);
          return;
        }
        const reason = stderr.trim() || error?.message || 'it printed nothing';
        reject(
          new Error(`"${path}" gave no report: ${reason.slice(-1000)}`, {
            cause: error,
          }),
        );
      },
    );
  });
}
