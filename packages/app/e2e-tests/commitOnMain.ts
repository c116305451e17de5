import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Commits one file straight onto main of the portal's repository, as a process outside the portal would. */
export function commitOnMain(path: string, content: string) {
  const repository = join(
    process.env.PORTAL_DATA_DIR ?? '.data',
    'platform.git',
  );
  const workDir = mkdtempSync(join(tmpdir(), 'zerotouch-commit-'));
  const git = (args: string[], input?: string) =>
    execFileSync(
      'git',
      [
        '-C',
        repository,
        '-c',
        'user.name=Test',
        '-c',
        'user.email=test@example.invalid',
        ...args,
      ],
      {
        input,
        encoding: 'utf8',
        env: { ...process.env, GIT_INDEX_FILE: join(workDir, 'index') },
      },
    ).trim();
  try {
    const head = git(['rev-parse', 'refs/heads/main']);
    git(['read-tree', head]);
    const blob = git(['hash-object', '-w', '--stdin'], content);
    git(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`]);
    const commit = git([
      'commit-tree',
      git(['write-tree']),
      '-p',
      head,
      '-m',
      `Write ${path}`,
    ]);
    git(['update-ref', 'refs/heads/main', commit, head]);
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}
