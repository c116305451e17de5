import {
  Claim,
  ClaimFinding,
  Composition,
  ParsedClaim,
  PlatformTree,
  compose,
  validateParsedClaim,
} from '@zerotouch/compositions';

/** The functions of the engine that a preview needs; another revision may bring its own. */
export interface Engine {
  compose: typeof compose;
  validateParsedClaim: typeof validateParsedClaim;
}

/** The engine of this checkout. */
export const currentEngine: Engine = { compose, validateParsedClaim };

/** One claim of the repository, with what it becomes. */
export interface ComposedClaim {
  parsed: ParsedClaim;
  /** With its defaults applied; absent when its kind is not known. */
  claim?: Claim;
  /** Absent when the claim is refused. */
  composition?: Composition;
  findings: ClaimFinding[];
}

/**
 * Validates and composes claims.
 *
 * @param options.previous - The claim on the base branch, for rules about changes.
 * @returns One item a claim, in the order given. A claim with errors is not composed.
 */
export function composeClaims(options: {
  tree: PlatformTree;
  claims?: ParsedClaim[];
  engine?: Engine;
  previous?: (claim: ParsedClaim) => Claim | undefined;
}): ComposedClaim[] {
  const { tree, claims = tree.claims, engine = currentEngine } = options;
  return claims.map(parsed => {
    const { claim, findings } = engine.validateParsedClaim({
      parsed,
      previous: options.previous?.(parsed),
      tree,
    });
    const { environment } = tree.environment;
    if (
      !claim ||
      !environment ||
      findings.some(({ severity }) => severity === 'error')
    ) {
      return { parsed, claim, findings };
    }
    try {
      return {
        parsed,
        claim,
        findings,
        composition: engine.compose(claim, {}, environment),
      };
    } catch (error) {
      return {
        parsed,
        claim,
        findings: [...findings, toFinding(parsed, error)],
      };
    }
  });
}

/** A refusal becomes a finding; anything else is a defect of the engine and ends the run. */
function toFinding(parsed: ParsedClaim, error: unknown): ClaimFinding {
  if (!(error instanceof Error) || error.name !== 'ClaimError') {
    throw error;
  }
  const pointer =
    'path' in error && typeof error.path === 'string' ? error.path : '';
  return {
    rule: 'compose',
    severity: 'error',
    pointer,
    ...parsed.locate(pointer),
    message: error.message,
  };
}
