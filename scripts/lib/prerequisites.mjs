import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';
import { Problem } from './project.mjs';

const gib = 1024 ** 3;

/** Checks what has to be on the machine before anything is fetched. */
export function checkPrerequisites() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    throw new Problem(
      `This is Node ${process.versions.node}.`,
      'Install Node 20 or newer (the portal fetches its own Node 22 then).',
    );
  }
  const git = version('git', ['--version'], /(\d+)\.(\d+)/);
  if (!git) {
    throw new Problem(
      'Git is not installed.',
      'Install git 2.38 or newer and run the command again.',
    );
  }
  if (git[0] < 2 || (git[0] === 2 && git[1] < 38)) {
    throw new Problem(
      `This is git ${git.join(
        '.',
      )}; merges need "git merge-tree --write-tree".`,
      'Install git 2.38 or newer and run the command again.',
    );
  }
}

/** Returns a Python 3.11 or newer; `ZT_PYTHON` names another one. */
export function findPython() {
  const candidates = process.env.ZT_PYTHON
    ? [process.env.ZT_PYTHON]
    : ['python3', 'python3.13', 'python3.12', 'python3.11'];
  for (const command of candidates) {
    const found = version(
      command,
      ['-c', 'import sys; print(sys.version)'],
      /(\d+)\.(\d+)/,
    );
    if (found && found[0] === 3 && found[1] >= 11) return command;
  }
  throw new Problem(
    'There is no Python 3.11 or newer; the docs are built with it.',
    'Install Python 3.11 with its venv module (on Debian: apt-get install python3 python3-venv), or name one with ZT_PYTHON, and run the command again.',
  );
}

/** Checks the compiler that the native SQLite module is built with. */
export function checkCompiler() {
  const missing = [];
  if (!version('make', ['--version'], /(\d+)/)) missing.push('make');
  if (
    !['c++', 'g++', 'clang++'].some(command =>
      version(command, ['--version'], /(\d+)/),
    )
  )
    missing.push('a C++ compiler');
  if (missing.length > 0) {
    throw new Problem(
      `The SQLite module is compiled on this machine, and ${missing.join(
        ' and ',
      )} ${missing.length > 1 ? 'are' : 'is'} missing.`,
      'Install them (on Debian: apt-get install build-essential; on macOS: xcode-select --install) and run the command again.',
    );
  }
}

/** Refuses to start work in a folder whose disk has less than `gigabytes` left. */
export function checkDisk(dir, gigabytes) {
  try {
    // The data directory is made here, and what is in it is for its owner alone.
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Problem(
      error.code === 'ENOSPC'
        ? 'The disk is full.'
        : `The folder ${dir} cannot be made (${error.code}).`,
      'Free some space or choose another folder with ZT_DATA_DIR.',
    );
  }
  const { bavail, bsize } = statfsSync(dir);
  const free = (bavail * bsize) / gib;
  if (free < gigabytes) {
    throw new Problem(
      `The disk of ${dir} has ${free.toFixed(
        1,
      )} GB left; this step needs ${gigabytes} GB.`,
      'Free some space and run the command again.',
    );
  }
}

function version(command, args, pattern) {
  const { status, stdout, error } = spawnSync(command, args, {
    encoding: 'utf8',
  });
  if (error || status !== 0) return undefined;
  const match = pattern.exec(stdout);
  return match ? match.slice(1).map(Number) : undefined;
}
