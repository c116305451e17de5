import { Entity } from '@backstage/catalog-model';
import { RepositoryFile } from '@zerotouch/compositions';
import { Finding } from '@zerotouch/plugin-gitops-common';
import { TextFile } from '@zerotouch/plugin-gitops-node';
import { makesUseless } from '../entities/checkClaims';
import { describeErrors } from '../entities/describeErrors';
import { toEntities } from '../entities/toEntities';
import { TreeMemory } from '../entities/TreeMemory';
import { LastGoodFiles } from './LastGoodFiles';

/**
 * Maps the files of main to entities, with the last good version in place of each file that is broken now.
 *
 * @remarks Files of the platform come first: with a broken definition every claim of its kind would look broken.
 */
export async function toCurrentEntities(options: {
  files: TextFile[];
  ref: string;
  lastGood: LastGoodFiles;
  memory?: TreeMemory;
}): Promise<{ entities: Entity[]; problems: Finding[] }> {
  const { files, ref, lastGood, memory } = options;
  const first = toEntities(files, { memory });
  let result = first;
  const current = new Map<string, RepositoryFile>(
    files.map(file => [file.path, file]),
  );
  const blobs = new Map(files.map(file => [file.path, file.blobSha]));
  const errors = new Map<string, string>();
  for (const inTenants of [false, true]) {
    const described = describeErrors(result.problems);
    const broken = brokenPaths(result.problems).filter(
      path => blobs.has(path) && path.startsWith('tenants/') === inTenants,
    );
    for (const path of broken) {
      const good = await lastGood.find({
        path,
        ref,
        blobSha: blobs.get(path) ?? '',
        isGood: file => isGood(file, current),
      });
      errors.set(path, described.get(path) ?? path);
      if (good) current.set(path, good);
    }
    if (broken.length > 0) {
      result = toEntities([...current.values()], { errors, memory });
    }
  }
  lastGood.keepOnly(
    [...errors.keys()].map(path => ({ path, blobSha: blobs.get(path) ?? '' })),
  );
  return { entities: result.entities, problems: first.problems };
}

function brokenPaths(problems: Finding[]): string[] {
  return [...new Set(problems.filter(makesUseless).map(item => item.path))];
}

/** Whether a version of a file gives its entities; the definitions and the environment of now are what it is judged by. */
function isGood(
  file: RepositoryFile,
  current: ReadonlyMap<string, RepositoryFile>,
): boolean {
  const context = [...current.values()].filter(
    other => other.path !== file.path && other.path.startsWith('platform/'),
  );
  const { problems } = toEntities([...context, file]);
  return !brokenPaths(problems).includes(file.path);
}
