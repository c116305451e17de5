import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const MAX_FILES = 50;
const MAX_FILE_LENGTH = 200_000;

/** A text file to propose. */
export interface SourceFile {
  /** Path in the platform repository. */
  path: string;
  content: string;
}

/**
 * Reads the files that earlier steps rendered, by their path below a folder of the workspace.
 *
 * @throws InputError when there are too many, one is too long, or the folder lies outside of the workspace.
 */
export async function readSourceFiles(options: {
  workspacePath: string;
  sourcePath: string;
}): Promise<SourceFile[]> {
  const { workspacePath, sourcePath } = options;
  const root = resolveSafeChildPath(workspacePath, sourcePath);
  const paths = await listFiles(root, '');
  if (paths.length > MAX_FILES) {
    throw new InputError(
      `The template makes ${paths.length} files; at most ${MAX_FILES} fit into one proposal`,
    );
  }
  return Promise.all(
    paths.map(async path => {
      const content = await readFile(resolveSafeChildPath(root, path), 'utf8');
      if (content.length > MAX_FILE_LENGTH) {
        throw new InputError(
          `"${path}" has ${content.length} characters; at most ${MAX_FILE_LENGTH} fit into a proposal`,
        );
      }
      return { path, content };
    }),
  );
}

async function listFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const nested = await Promise.all(
    entries.map(async entry => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        return listFiles(root, path);
      }
      return entry.isFile() ? [path] : [];
    }),
  );
  return nested.flat().sort();
}
