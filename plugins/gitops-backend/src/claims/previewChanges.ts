import {
  ParsedClaim,
  applyDefaults,
  findClaims,
  isRetiring,
  isStateful,
  validateParsedClaim,
} from '@zerotouch/compositions';
import {
  ChangeFinding,
  ChangePreview,
  ClaimChange,
  Finding,
} from '@zerotouch/plugin-gitops-common';
import { Platform, PlatformState } from '../platform/Platform';
import { FileContents } from '../platform/changePlatform';
import { describeComposition } from './describeComposition';
import { findDependents } from './findDependents';
import { toFinding } from './toFinding';
import { validateChanges } from './validateChanges';

/**
 * Shows what a change of files makes of the claims in them; nothing is written.
 *
 * @remarks Only claims that differ are composed, so that a change in a file of many claims costs no more than one in a file of its own.
 */
export function previewChanges(
  platform: Platform,
  contents: FileContents,
): ChangePreview {
  const { claimFindings, valid, after } = validateChanges(platform, contents);
  const findings = new Map(claimFindings.map(item => [keyOf(item), item]));
  const changed = after.tree.claims
    .filter(({ path }) => contents.has(path))
    .flatMap(parsed => {
      const previous = findSame(platform, parsed);
      if (previous && isEqualClaim(previous, parsed)) {
        return [];
      }
      const claim = valid.find(
        item =>
          item.path === parsed.path &&
          item.claim.kind === parsed.claim.kind &&
          item.claim.metadata.name === parsed.claim.metadata.name,
      )?.claim;
      const described = claim
        ? describeComposition({
            claim,
            path: parsed.path,
            before: platform,
            after,
          })
        : undefined;
      for (const finding of described?.findings ?? []) {
        findings.set(keyOf(finding), finding);
      }
      return [
        toChange(platform, previous ?? parsed, parsed, {
          change: previous ? 'changed' : 'added',
          described,
        }),
      ];
    });
  const removed = platform.tree.claims
    .filter(({ path }) => contents.has(path))
    .filter(parsed => !findSame(after, parsed))
    .map(parsed =>
      toChange(platform, parsed, parsed, {
        change: 'removed',
        described: describeRemoved(platform, parsed),
      }),
    );
  return {
    sha: platform.sha,
    findings: [...findings.values()].map(finding =>
      withWayOut(finding, platform, after, contents),
    ),
    claims: [...changed, ...removed],
  };
}

function toChange(
  platform: Platform,
  onMain: ParsedClaim,
  parsed: ParsedClaim,
  options: {
    change: ClaimChange['change'];
    described: ReturnType<typeof describeComposition> | undefined;
  },
): ClaimChange {
  const { claim, tenant, path } = parsed;
  const { findings: _, ...described } = options.described ?? {
    findings: [],
    objects: [],
  };
  return {
    ...described,
    change: options.change,
    kind: claim.kind,
    tenant,
    name: claim.metadata.name,
    path,
    dependents: findDependents(platform.tree, parsed),
    isProtected: isStateful(onMain.claim) && !isRetiring(onMain.claim),
  };
}

function describeRemoved(platform: Platform, parsed: ParsedClaim) {
  const definition = platform.tree.definitions.get(parsed.claim.kind);
  return definition
    ? describeComposition({
        claim: applyDefaults(parsed.claim, definition),
        path: parsed.path,
        before: platform,
        after: platform,
      })
    : undefined;
}

function findSame(
  { tree }: PlatformState,
  { claim, tenant }: ParsedClaim,
): ParsedClaim | undefined {
  const { kind, metadata } = claim;
  return findClaims(tree, { kind, tenant, name: metadata.name }).at(0);
}

function isEqualClaim(left: ParsedClaim, right: ParsedClaim): boolean {
  return (
    left.path === right.path &&
    JSON.stringify(left.claim) === JSON.stringify(right.claim)
  );
}

function keyOf({ rule, path, line, column, message }: Finding): string {
  return JSON.stringify([rule, path, line, column, message]);
}

/** Says what to do instead where only the value on main stands against a change. */
function withWayOut(
  finding: Finding,
  before: Platform,
  after: PlatformState,
  contents: FileContents,
): ChangeFinding {
  if (finding.severity !== 'error' || !contents.has(finding.path)) {
    return finding;
  }
  const parsed = after.tree.claims.find(
    item =>
      item.path === finding.path &&
      findSame(before, item) !== undefined &&
      !isEqualClaim(item, findSame(before, item) ?? item) &&
      isAbout(item, finding, before, after),
  );
  return parsed ? { ...finding, wayOut: toWayOut(parsed.claim.kind) } : finding;
}

function isAbout(
  parsed: ParsedClaim,
  finding: Finding,
  before: Platform,
  after: PlatformState,
): boolean {
  const { tree } = after;
  const previous = findSame(before, parsed)?.claim;
  const isFound = (found: ReturnType<typeof validateParsedClaim>) =>
    found.findings.some(
      item => keyOf(toFinding(parsed.path, item)) === keyOf(finding),
    );
  return (
    isFound(validateParsedClaim({ parsed, previous, tree })) &&
    !isFound(validateParsedClaim({ parsed, tree }))
  );
}

function toWayOut(kind: string): string {
  return kind === 'XPostgres'
    ? 'Clone the claim under a new name with the value you want and restore the archive of this one into it; then point its users to the clone and retire this one.'
    : 'Clone the claim under a new name with the value you want, point its users to the clone, then retire this one.';
}
