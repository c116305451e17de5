import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ztProgram } from '../lib/platformChecks.mjs';
import { projectDir } from '../lib/project.mjs';
import { claimsPerTenant, writePlatformTree } from './platformTree.mjs';

const maxOutputBytes = 1024 ** 3;

/**
 * Validates and renders a generated repository of at least `claims` claims with `zt`, as a person would.
 *
 * @returns Milliseconds, processor milliseconds and peak bytes of both commands, and the median of `compose()` in microseconds by kind.
 */
export function measurePlatform({ node, env, claims }) {
  const root = mkdtempSync(join(tmpdir(), 'zerotouch-bench-platform-'));
  const usageFile = join(root, '.usage.json');
  const zt = (...args) => {
    const program = ztProgram('cli.ts', env);
    const startedAt = performance.now();
    const { status, stdout } = spawnSync(
      node,
      [
        '--require',
        join(projectDir, 'scripts/bench/usage.cjs'),
        ...program.args,
        ...args,
        '--root',
        root,
      ],
      {
        cwd: projectDir,
        env: { ...program.env, USAGE_FILE: usageFile },
        maxBuffer: maxOutputBytes,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const millis = performance.now() - startedAt;
    // With 1 it found something, which is told below.
    if (status !== 0 && status !== 1) {
      throw new Error(`zt ${args[0]} ended with ${status}.`);
    }
    return {
      output: stdout.toString(),
      millis,
      ...JSON.parse(readFileSync(usageFile, 'utf8')),
    };
  };
  try {
    writePlatformTree(root, Math.ceil(claims / claimsPerTenant));
    zt('generate');
    const validate = zt('validate', '--json');
    const { summary, findings } = JSON.parse(validate.output);
    if (summary.errors + summary.skipped > 0 || summary.claims < claims) {
      throw new Error(
        `The generated repository is not as it must be: ${JSON.stringify(
          summary,
        )} ${JSON.stringify(findings.slice(0, 3))}`,
      );
    }
    const render = zt('render', '--out', join(root, '.rendered'));
    return {
      claims: summary.claims,
      objects: summary.objects,
      validate,
      render,
      composeMicros: composeTimes({ node, env, root }),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function composeTimes({ node, env, root }) {
  const output = execFileSync(
    node,
    [
      '--require',
      join(projectDir, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(projectDir, 'scripts/bench/composeTimes.ts'),
      root,
    ],
    { env: { ...env, NODE_ENV: 'production' }, encoding: 'utf8' },
  );
  return JSON.parse(output);
}
