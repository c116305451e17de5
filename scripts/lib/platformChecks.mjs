import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { logsDir, projectDir, toolsDir } from './project.mjs';
import { exitCode, start } from './processes.mjs';

/** Exit code of the cross-check when its tools cannot be had on this machine. */
const cannotCheck = 4;

/** Arguments of Node and environment for a program of packages/zt, which runs from its sources. */
export function ztProgram(entry, env) {
  return {
    args: [
      '--require',
      join(projectDir, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(projectDir, 'packages/zt/src', entry),
    ],
    env: {
      ...env,
      NODE_ENV: 'production',
      NODE_COMPILE_CACHE: join(toolsDir, 'compile-cache'),
      ZT_CACHE_DIR: toolsDir,
    },
  };
}

/**
 * Checks of the platform repository of this checkout. Each resolves to `{ skipped, words }`, where `skipped` says that something could
 * not be checked on this machine, and rejects with what is wrong.
 */
export const platformChecks = [
  { name: 'Platform repository', run: validateRepository },
  { name: 'Platform, by others’ tools', run: crosscheck },
];

async function validateRepository(node, env) {
  const { code, output } = await runZt('cli.ts', ['validate'], node, env);
  const skipped = /, (\d+) skipped\.$/.exec(output)?.[1];
  if (code !== 0 || skipped === undefined) throw new Error(output);
  return { skipped: skipped !== '0', words: output };
}

async function crosscheck(node, env) {
  const { code, output } = await runZt('crosscheck/cli.ts', [], node, env);
  if (code !== 0 && code !== cannotCheck) throw new Error(output);
  return { skipped: code === cannotCheck, words: output };
}

/** Runs a program of packages/zt to its end, with what it prints in a log file. */
async function runZt(entry, args, node, env) {
  const program = ztProgram(entry, env);
  const logFile = join(
    logsDir,
    `test-${entry.replace(/[^a-z]+/g, '-').replace(/-ts$/, '')}.log`,
  );
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const child = start(node, [...program.args, ...args], {
    cwd: projectDir,
    env: program.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const code = await exitCode(child);
  await new Promise(resolve => log.end(resolve));
  return { code, output: readFileSync(logFile, 'utf8').trim() };
}
