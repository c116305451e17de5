import { setImmediate } from 'node:timers/promises';
import { validateParsedClaim } from '@zerotouch/compositions';
import { Finding } from '@zerotouch/plugin-gitops-common';
import { PlatformState } from '../platform/Platform';
import { toFinding } from './toFinding';

const SLICE = 50;

/**
 * Finds what is wrong on a platform: files that cannot be parsed, and claims that are not valid, by path.
 *
 * @remarks Makes room for other requests every few claims, as a large repository takes seconds.
 */
export async function findProblems(
  platform: PlatformState,
): Promise<Finding[]> {
  const { tree } = platform;
  const findings = tree.problems.map(({ path, finding }) =>
    toFinding(path, finding),
  );
  for (const [index, parsed] of tree.claims.entries()) {
    const result = validateParsedClaim({
      parsed,
      previous: parsed.claim,
      tree,
    });
    findings.push(
      ...result.findings.map(found => toFinding(parsed.path, found)),
    );
    if (index % SLICE === SLICE - 1) {
      await setImmediate();
    }
  }
  return findings.sort((a, b) => (a.path < b.path ? -1 : 1));
}
