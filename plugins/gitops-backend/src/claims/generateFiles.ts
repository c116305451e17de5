import { generatedFiles, isGeneratedPath } from '@zerotouch/compositions';
import { ContentChange } from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { parse } from 'yaml';
import { PlatformState } from '../platform/Platform';

/** The root Application, which names the address of the platform repository. */
const ROOT_PATH = 'bootstrap/root.yaml';

/**
 * Says which generated files a change of claims changes too, such as the project and the accounts that follow from a tenant.
 *
 * @remarks
 * Only what differs because of the change is returned, so that drift which was there before is not mixed into somebody's proposal. Files
 * of a component that the platform does not have are left out.
 *
 * @param options.repoURL - Address of the platform repository; without it there are no projects.
 */
export function generateFiles(options: {
  before: PlatformState;
  after: PlatformState;
  repoURL: string | undefined;
}): ContentChange[] {
  const { before, after, repoURL } = options;
  const old = new Map(
    generatedFiles(before.tree, { repoURL }).map(file => [
      file.path,
      file.content,
    ]),
  );
  const current = generatedFiles(after.tree, { repoURL });
  const isKnown = (path: string) =>
    isGeneratedPath(path) || before.contents.has(path);
  const kept = new Set(current.map(({ path }) => path));
  return [
    ...current
      .filter(({ path, content }) => isKnown(path) && old.get(path) !== content)
      .map(({ path, content }) => ({ path, content })),
    ...[...old.keys()]
      .filter(path => !kept.has(path) && before.contents.has(path))
      .map(path => ({ path, content: null })),
  ];
}

/** Reads the address of the platform repository at a commit; undefined when its root Application names none. */
export async function readRepoUrl(
  forge: GitForge,
  ref: string,
): Promise<string | undefined> {
  const files = await forge.readFiles({ ref, paths: [ROOT_PATH] });
  const root: unknown = files.length > 0 ? parse(files[0].content) : undefined;
  return findRepoUrl(root);
}

function findRepoUrl(root: unknown): string | undefined {
  const spec = at(root, 'spec');
  const sources = at(spec, 'sources');
  const url = at(
    Array.isArray(sources) ? sources[0] : at(spec, 'source'),
    'repoURL',
  );
  return typeof url === 'string' ? url : undefined;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
