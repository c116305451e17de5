import { PlatformTree, validateParsedClaim } from '@zerotouch/compositions';
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
export function checkClaims(tree: PlatformTree): Finding[] {
  return tree.claims.flatMap(parsed =>
    validateParsedClaim({ parsed, tree }).findings.map(
      ({ pointer: _, ...finding }) => ({ ...finding, path: parsed.path }),
    ),
  );
}
