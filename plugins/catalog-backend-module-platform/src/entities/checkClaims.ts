import { PlatformTree, validateClaim } from '@zerotouch/compositions';
import { RepositoryFile } from '@zerotouch/compositions';
import { Finding } from '@zerotouch/plugin-gitops-common';

/** Findings about one file alone; whoever has one gives no entity. All others concern the claim's surroundings as well. */
const ABOUT_ONE_FILE = new Set([
  'parse',
  'kind',
  'namespace',
  'definition',
  'environment',
  'unknown-field',
  'schema',
  'cel',
  'entity',
]);

/** Whether a finding makes a file useless, as opposed to a claim that is well but whose surroundings are not. */
export function makesUseless(finding: Finding): boolean {
  return finding.severity === 'error' && ABOUT_ONE_FILE.has(finding.rule);
}

/** Validates every claim of a tree, as the portal does before it is proposed; rules about changes need no base here. */
export function checkClaims(
  tree: PlatformTree,
  files: readonly RepositoryFile[],
): Finding[] {
  const texts = new Map(files.map(file => [file.path, file.content]));
  return tree.claims.flatMap(({ path, documentIndex }) =>
    validateClaim({
      text: texts.get(path) ?? '',
      path,
      documentIndex,
      tree,
    }).findings.map(({ pointer: _, ...finding }) => ({ ...finding, path })),
  );
}
