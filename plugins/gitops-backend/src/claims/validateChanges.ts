import {
  Claim,
  ParsedClaim,
  PlatformTree,
  findClaims,
  isRetiring,
  validateClaim,
  validateRemoval,
} from '@zerotouch/compositions';
import { Finding } from '@zerotouch/plugin-gitops-common';
import { FileContents, changePlatform } from '../platform/changePlatform';
import { PlatformState } from '../platform/Platform';
import { findDependents, renderDependents } from './findDependents';
import { toFinding } from './toFinding';

/** A changed claim that is valid. */
export interface ValidClaim {
  path: string;
  /** With its defaults applied. */
  claim: Claim;
}

/** What was found in a change. */
export interface ChangeValidation {
  /** What is wrong with claims and tenants: a change with an error here is not accepted. */
  claimFindings: Finding[];
  /** What is wrong with other files of the platform. */
  otherFindings: Finding[];
  /** The changed claims without an error. */
  valid: ValidClaim[];
  /** The platform after the change. */
  after: PlatformState;
}

/**
 * Validates the claims that a change adds, changes or removes, in the repository as it would be after the change.
 *
 * @remarks A claim is recognised by kind, tenant and name, so moving its file is neither a removal nor a new claim.
 */
export function validateChanges(
  base: PlatformState,
  contents: FileContents,
): ChangeValidation {
  const after = changePlatform(base, contents);
  const { tree } = after;
  const valid: ValidClaim[] = [];
  const claimFindings: Finding[] = [];
  const otherFindings: Finding[] = [];
  for (const { path, finding } of tree.problems) {
    if (contents.has(path)) {
      const target = path.startsWith('tenants/')
        ? claimFindings
        : otherFindings;
      target.push(toFinding(path, finding));
    }
  }
  for (const parsed of tree.claims) {
    const text = contents.get(parsed.path);
    if (typeof text === 'string') {
      const result = validateClaim({
        text,
        path: parsed.path,
        previous: findPrevious(base.tree, parsed)?.claim,
        tree,
        documentIndex: parsed.documentIndex,
      });
      claimFindings.push(
        ...result.findings.map(f => toFinding(parsed.path, f)),
      );
      const hasError = result.findings.some(f => f.severity === 'error');
      const previous = findPrevious(base.tree, parsed);
      if (isRetiring(parsed.claim) && previous && !isRetiring(previous.claim)) {
        claimFindings.push(...findDependentIssues(parsed, tree));
      }
      if (result.claim && !hasError) {
        valid.push({ path: parsed.path, claim: result.claim });
      }
    }
  }
  const removed = base.tree.claims.filter(
    parsed => contents.has(parsed.path) && !findPrevious(tree, parsed),
  );
  claimFindings.push(
    ...removed.flatMap(parsed => findRemovalIssues(parsed, tree)),
  );
  return { claimFindings, otherFindings, valid, after };
}

function findPrevious(
  tree: PlatformTree,
  parsed: ParsedClaim,
): ParsedClaim | undefined {
  const { claim, tenant, path } = parsed;
  const same = findClaims(tree, {
    kind: claim.kind,
    tenant,
    name: claim.metadata.name,
  });
  return same.find(other => other.path === path) ?? same.at(0);
}

/** A claim that others name cannot go, and is not released for it either. */
function findDependentIssues(
  parsed: ParsedClaim,
  tree: PlatformTree,
): Finding[] {
  const dependents = findDependents(tree, parsed);
  return dependents.length === 0
    ? []
    : [
        {
          rule: 'retire',
          severity: 'error',
          path: parsed.path,
          message: renderDependents(parsed.claim.metadata.name, dependents),
        },
      ];
}

function findRemovalIssues(parsed: ParsedClaim, tree: PlatformTree): Finding[] {
  const { claim, path, tenant } = parsed;
  const findings: Finding[] = validateRemoval(claim).map(
    ({ rule, severity, message }) => ({
      rule,
      severity,
      path,
      message,
    }),
  );
  findings.push(...findDependentIssues(parsed, tree));
  const orphans = tree.claims.filter(other => other.tenant === tenant);
  if (claim.kind === 'XTenant' && orphans.length > 0) {
    findings.push({
      rule: 'tenant',
      severity: 'error',
      path,
      message: `Tenant "${tenant}" still has ${orphans.length} claims, such as "${orphans[0].path}"; retire them first.`,
    });
  }
  return findings;
}
