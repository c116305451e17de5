import { FileChange } from '@zerotouch/plugin-gitops-common';
import { FieldReader } from './FieldReader';

const MAX_PATCH_BYTES = 200_000;

/**
 * Parses the output of `git diff-tree -r -z -M --raw --numstat -p <base> <head>`.
 *
 * @returns Changes in Git's order (by path). `patch` is absent for binary files, pure renames and above 200 kB, as on GitHub.
 */
export function parseDiff(output: Buffer): FileChange[] {
  const fields = new FieldReader(output);
  const changes: Array<FileChange & { sections: number; binary: boolean }> = [];
  while (fields.startsWith(':')) {
    const letter = fields.next().split(' ')[4]?.[0] ?? '';
    const first = fields.next();
    const renamed = letter === 'R' || letter === 'C';
    changes.push({
      path: renamed ? fields.next() : first,
      ...(renamed ? { previousPath: first } : {}),
      status: toStatus(letter),
      additions: 0,
      deletions: 0,
      // A file that turns into a link, or back, is shown as removed and added.
      sections: letter === 'T' ? 2 : 1,
      binary: false,
    });
  }
  for (const change of changes) {
    const [additions = '', deletions = '', path] = fields.next().split('\t');
    if (path === '') {
      fields.next();
      fields.next();
    }
    change.binary = additions === '-';
    change.additions = change.binary ? 0 : Number(additions);
    change.deletions = change.binary ? 0 : Number(deletions);
  }
  const sections = splitSections(fields.rest());
  return changes.map(({ sections: count, binary, ...change }) => {
    const patch = sections.splice(0, count).map(toHunks).join('');
    const shown =
      !binary && patch !== '' && Buffer.byteLength(patch) <= MAX_PATCH_BYTES;
    return shown ? { ...change, patch } : change;
  });
}

/** Parses the output of `git diff-tree --stdin -r -z -M --name-status`: changed paths for each commit that was asked. */
export function parseChangedPaths(output: Buffer): Map<string, string[]> {
  const fields = new FieldReader(output);
  const pathsBySha = new Map<string, string[]>();
  let paths: string[] = [];
  while (!fields.done()) {
    const field = fields.next();
    if (/^[0-9a-f]{40}$/.test(field)) {
      paths = [];
      pathsBySha.set(field, paths);
    } else if (/^[RC]\d*$/.test(field)) {
      fields.next();
      paths.push(fields.next());
    } else {
      paths.push(fields.next());
    }
  }
  return pathsBySha;
}

// Lines of a patch begin with a space, a sign, "@" or "\", so this header cannot be part of one.
function splitSections(text: string): string[] {
  return text.split(/(?<=^|\n)(?=diff --git )/).filter(part => part !== '');
}

function toHunks(section: string): string {
  const start = /(?<=\n)@@ /.exec(section)?.index;
  return start === undefined ? '' : section.slice(start);
}

function toStatus(letter: string): FileChange['status'] {
  switch (letter) {
    case 'A':
    case 'C':
      return 'added';
    case 'D':
      return 'removed';
    case 'R':
      return 'renamed';
    default:
      return 'modified';
  }
}
