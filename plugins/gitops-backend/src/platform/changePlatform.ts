import {
  ParsedClaim,
  PlatformTree,
  readPlatformTree,
} from '@zerotouch/compositions';
import { PlatformState } from './Platform';

/** New contents by path; `null` removes the file. */
export type FileContents = ReadonlyMap<string, string | null>;

const isPlatformPath = (path: string) => path.startsWith('platform/');

/** Whether a path lies where definitions, environment and claims are. */
export function isStatePath(path: string): boolean {
  return isPlatformPath(path) || path.startsWith('tenants/');
}

/**
 * Says what a platform becomes by a change.
 *
 * @remarks
 * Only the changed files are parsed, and `platform/` as a whole when one of its files changes, so the cost hardly grows with
 * the number of claims.
 */
export function changePlatform(
  base: PlatformState,
  changes: FileContents,
): PlatformState {
  const contents = new Map(base.contents);
  for (const [path, content] of changes) {
    if (content === null || !isStatePath(path)) {
      contents.delete(path);
    } else {
      contents.set(path, content);
    }
  }
  return { contents, tree: changeTree(base.tree, changes, contents) };
}

function changeTree(
  base: PlatformTree,
  changes: FileContents,
  contents: ReadonlyMap<string, string>,
): PlatformTree {
  const definitionsChange = [...changes.keys()].some(isPlatformPath);
  const isParsedAgain = (path: string) =>
    changes.has(path) || (definitionsChange && isPlatformPath(path));
  const files = [...contents].flatMap(([path, content]) =>
    isParsedAgain(path) ? [{ path, content }] : [],
  );
  const changed = readPlatformTree(files);
  const claims = [
    ...base.claims.filter(({ path }) => !isParsedAgain(path)),
    ...changed.claims,
  ];
  const { definitions, environment } = definitionsChange ? changed : base;
  return {
    definitions,
    environment,
    claims,
    tenants: toTenants(claims),
    problems: [
      ...base.problems.filter(({ path }) => !isParsedAgain(path)),
      ...changed.problems.filter(({ path }) => isParsedAgain(path)),
    ],
  };
}

function toTenants(claims: ParsedClaim[]): string[] {
  const names = claims
    .filter(({ claim }) => claim.kind === 'XTenant')
    .map(({ claim }) => claim.metadata.name);
  return [...new Set(names)].sort();
}
