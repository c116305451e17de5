import {
  Position,
  listAt,
  stringAt,
  toPointer,
  valueAt,
} from '@zerotouch/compositions';
import { expandApplicationSet } from './expandApplicationSet';
import { globPattern } from './globPattern';
import { Manifest } from './readDocuments';
import { Repository, isManifestPath } from './Repository';

/** Path of the first Application; a person applies it once. */
export const ROOT_PATH = 'bootstrap/root.yaml';

/** Something in an Application that leads nowhere, or that is not followed. */
export interface WalkProblem extends Position {
  severity: 'error' | 'skipped';
  path: string;
  message: string;
}

/** What Argo CD finds when it starts at the root Application. */
export interface Walk {
  /** Address of the platform repository, from the root; undefined without a root. */
  repoURL?: string;
  /** Revision of the platform repository that the root follows. */
  revision?: string;
  /** By path, the names of the Applications that apply or read a file, in the order in which they were met. */
  reached: Map<string, string[]>;
  /** Applications that ApplicationSets make. */
  generated: Manifest[];
  problems: WalkProblem[];
}

/** Follows the Applications from the root to every file that they apply. */
export function walkApplications(
  repository: Repository,
  manifests: Manifest[],
): Walk {
  const walk: Walk = { reached: new Map(), generated: [], problems: [] };
  const root = manifests.find(
    ({ path, kind }) => path === ROOT_PATH && kind === 'Application',
  );
  if (!root) {
    walk.problems.push({
      severity: 'error',
      path: ROOT_PATH,
      line: 1,
      column: 1,
      message: `There is no root Application in "${ROOT_PATH}"; without it Argo CD applies nothing.`,
    });
    return walk;
  }
  const [first] = sourcesOf(root);
  walk.repoURL = stringAt(first?.source, 'repoURL');
  walk.revision = stringAt(first?.source, 'targetRevision');
  walk.reached.set(ROOT_PATH, []);
  const waiting = [root];
  const seen = new Set<Manifest>(waiting);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const found =
      next.kind === 'Application'
        ? followApplication(next, repository, manifests, walk)
        : expandSet(next, repository, walk);
    for (const manifest of found) {
      if (isFollowed(manifest) && !seen.has(manifest)) {
        seen.add(manifest);
        waiting.push(manifest);
      }
    }
  }
  return walk;
}

/** The sources of an Application, or of the template of an ApplicationSet, with the pointer to each. */
export function sourcesOf({
  kind,
  object,
}: Pick<Manifest, 'kind' | 'object'>): { source: unknown; pointer: string }[] {
  const path =
    kind === 'ApplicationSet' ? ['spec', 'template', 'spec'] : ['spec'];
  const single = valueAt(object, ...path, 'source');
  return [
    ...(single === undefined
      ? []
      : [{ source: single, pointer: toPointer([...path, 'source']) }]),
    ...listAt(object, ...path, 'sources').map((source, index) => ({
      source,
      pointer: toPointer([...path, 'sources', index]),
    })),
  ];
}

function isFollowed({ kind, apiVersion }: Manifest): boolean {
  return (
    apiVersion.startsWith('argoproj.io/') &&
    (kind === 'Application' || kind === 'ApplicationSet')
  );
}

function expandSet(
  set: Manifest,
  repository: Repository,
  walk: Walk,
): Manifest[] {
  const { applications, problems } = expandApplicationSet(set, repository);
  walk.generated.push(...applications);
  walk.problems.push(...problems);
  return applications;
}

function followApplication(
  application: Manifest,
  repository: Repository,
  manifests: Manifest[],
  walk: Walk,
): Manifest[] {
  const applied: string[] = [];
  for (const { source, pointer } of sourcesOf(application)) {
    const report = (field: string, message: string) =>
      walk.problems.push({
        severity: 'error',
        path: application.path,
        ...application.locate(`${pointer}/${field}`),
        message,
      });
    for (const file of valueFilesOf(source, application, walk)) {
      if (repository.exists(file)) {
        reach(walk, file, application.name);
      } else {
        report(
          'helm/valueFiles',
          `"${application.name}" reads the values file "${file}", which does not exist.`,
        );
      }
    }
    const path = stringAt(source, 'path');
    if (stringAt(source, 'repoURL') !== walk.repoURL || path === undefined) {
      continue;
    }
    const files = filesOf(repository, source, path);
    if (files.length === 0) {
      report(
        'path',
        `"${application.name}" applies "${path}", where no file matches.`,
      );
    }
    files.forEach(file => reach(walk, file, application.name));
    applied.push(...files);
  }
  const paths = new Set(applied);
  return manifests.filter(({ path }) => paths.has(path));
}

function reach(walk: Walk, path: string, application: string) {
  const names = walk.reached.get(path);
  if (!names) {
    walk.reached.set(path, [application]);
  } else if (!names.includes(application)) {
    names.push(application);
  }
}

/** Values files of the platform repository: those behind a `$ref` to it, and those beside a chart in it. */
function valueFilesOf(
  source: unknown,
  application: Manifest,
  walk: Walk,
): string[] {
  const refs = sourcesOf(application)
    .filter(({ source: other }) => stringAt(other, 'repoURL') === walk.repoURL)
    .map(({ source: other }) => stringAt(other, 'ref'))
    .filter(ref => ref !== undefined);
  return listAt(source, 'helm', 'valueFiles')
    .map(file => /^\$([^/]+)\/(.+)$/.exec(String(file)))
    .filter(match => match !== null)
    .filter(([, ref]) => refs.includes(ref))
    .map(([, , path]) => path);
}

function filesOf(
  repository: Repository,
  source: unknown,
  folder: string,
): string[] {
  const prefix = `${folder.replace(/\/+$/, '')}/`;
  const inside = repository.files
    .map(({ path }) => path)
    .filter(path => path.startsWith(prefix))
    .map(path => path.slice(prefix.length));
  if (inside.some(path => /^(Chart|kustomization)\.ya?ml$/.test(path))) {
    return inside.map(path => prefix + path);
  }
  const recurse = valueAt(source, 'directory', 'recurse') === true;
  const include = stringAt(source, 'directory', 'include');
  const exclude = stringAt(source, 'directory', 'exclude');
  return inside
    .filter(isManifestPath)
    .filter(path => recurse || !path.includes('/'))
    .filter(path => !include || globPattern(include, 'any-depth').test(path))
    .filter(path => !exclude || !globPattern(exclude, 'any-depth').test(path))
    .map(path => prefix + path);
}
