import { InputError } from '@backstage/errors';
import { randomUUID } from 'crypto';
import {
  access,
  chmod,
  mkdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'fs/promises';
import { basename, dirname, join } from 'path';
import { GitCommand } from '../git/GitCommand';
import { UPDATE_HOOK } from './updateHook';

const MIN_VERSION = [2, 38];

const CONFIG = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = true
	fsync = loose-object,pack,pack-metadata,reference
	fsyncMethod = fsync
	logAllRefUpdates = false
[gc]
	auto = 0
[maintenance]
	auto = false
[receive]
	autogc = false
	fsckObjects = true
	denyCurrentBranch = ignore
[transfer]
	fsckObjects = true
`;

/**
 * Checks that Git is there and new enough.
 * @throws InputError below 2.38, the first with `merge-tree --write-tree`.
 */
export async function requireGitVersion(git: GitCommand): Promise<void> {
  const text = await git.text(['version']);
  const match = /(\d+)\.(\d+)/.exec(text);
  const [major, minor] = [Number(match?.[1]), Number(match?.[2])];
  const [minMajor = 0, minMinor = 0] = MIN_VERSION;
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return;
  throw new InputError(
    `The platform repository needs Git ${MIN_VERSION.join(
      '.',
    )} or newer; this machine has "${text.trim()}". Install a newer Git.`,
  );
}

/**
 * Makes a bare repository, or brings the settings and the hook of an existing one up to date.
 *
 * @remarks It is made beside its place and renamed, so that a killed process leaves none that is half made.
 */
export async function initRepository(options: {
  directory: string;
  createGit: (directory: string) => GitCommand;
}): Promise<void> {
  const { directory, createGit } = options;
  if (!(await exists(join(directory, 'HEAD')))) {
    await mkdir(dirname(directory), { recursive: true });
    const draft = join(
      dirname(directory),
      `.${basename(directory)}-${randomUUID()}`,
    );
    try {
      await createGit(draft).run([
        'init',
        '--bare',
        '--quiet',
        '--template=',
        '--initial-branch=main',
        draft,
      ]);
      await writeSettings(draft);
      await rename(draft, directory);
    } catch (error) {
      // Another process made it in the meantime: use that one.
      if (!(await exists(join(directory, 'HEAD')))) throw error;
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  await writeSettings(directory);
}

async function writeSettings(directory: string): Promise<void> {
  await mkdir(join(directory, 'hooks'), { recursive: true });
  await mkdir(join(directory, 'refs/heads/zt'), { recursive: true });
  await writeIfOther(join(directory, 'config'), CONFIG, 0o644);
  await writeIfOther(join(directory, 'hooks/update'), UPDATE_HOOK, 0o755);
}

async function writeIfOther(path: string, content: string, mode: number) {
  if ((await exists(path)) && (await readFile(path, 'utf8')) === content) {
    return;
  }
  const draft = `${path}-${randomUUID()}`;
  await writeFile(draft, content);
  await chmod(draft, mode);
  await rename(draft, path);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
