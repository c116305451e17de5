import {
  Claim,
  ClaimFinding,
  ParsedClaim,
  findClaims,
  validateRemoval,
} from '@zerotouch/compositions';
import { Finding } from '../Finding';
import { Check, CheckContext } from './Check';

/** Claims, definitions and the environment, by the engine's own rules. */
export const checkClaims: Check = {
  id: 'claims',
  promise:
    'Every claim, definition and environment parses and keeps the rules of its kind, references included; findings carry the id of the engine rule.',
  run: ({ tree, composed, base }) => [
    ...tree.problems.map(({ path, finding }) => toFinding(path, finding)),
    ...composed.flatMap(({ parsed, findings }) =>
      findings.map(finding => toFinding(parsed.path, finding)),
    ),
    ...(base ? removals(base, tree) : []),
  ],
};

/** The claim of the same kind, tenant and name on the base branch. */
export function previousOf(
  base: CheckContext['base'],
  parsed: ParsedClaim,
): Claim | undefined {
  const { claim, tenant } = parsed;
  return base
    ? findClaims(base, {
        kind: claim.kind,
        tenant,
        name: claim.metadata.name,
      })[0]?.claim
    : undefined;
}

/** A finding of the engine as one of the command line. */
export function toFinding(file: string, finding: ClaimFinding): Finding {
  const { rule, severity, line = 1, column = 1, message } = finding;
  return { rule, severity, file, line, column, message };
}

function removals(
  base: CheckContext['tree'],
  tree: CheckContext['tree'],
): Finding[] {
  return base.claims
    .filter(
      ({ claim, tenant }) =>
        findClaims(tree, {
          kind: claim.kind,
          tenant,
          name: claim.metadata.name,
        }).length === 0,
    )
    .flatMap(({ claim, path }) =>
      validateRemoval(claim).map(issue => toFinding(path, issue)),
    );
}
