import {
  PlatformTree,
  RepositoryFile,
  generatedFiles,
  isGeneratedPath,
} from '@zerotouch/compositions';
import { Repository } from '../tree/Repository';

/** Generated files that are not as they must be. */
export interface Drift {
  /** Files that are missing or differ, as they must be. */
  missing: RepositoryFile[];
  /** Paths that hold a generated file which nothing needs any more. */
  leftOver: string[];
}

/** Compares the generated files of a repository with what its claims ask for. */
export function findDrift(options: {
  repository: Repository;
  tree: PlatformTree;
  repoURL?: string;
}): Drift {
  const { repository, tree, repoURL } = options;
  const present = new Map(
    repository.files.map(({ path, content }) => [path, content]),
  );
  const files = generatedFiles(tree, { repoURL, pages: repository.files });
  const needed = new Set(files.map(({ path }) => path));
  return {
    missing: files.filter(({ path, content }) => present.get(path) !== content),
    leftOver: [...present.keys()].filter(
      path => isGeneratedPath(path) && !needed.has(path),
    ),
  };
}
