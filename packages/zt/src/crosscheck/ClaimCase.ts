/** One claim of an example, of the tenants or of the refused ones, and what our own engine says about it. */
export interface ClaimCase {
  /** Path in the repository. */
  file: string;
  object: Record<string, unknown>;
  /** Rules of our engine that refuse the claim; empty when it is accepted. */
  rules: string[];
  /** Whether the API server could refuse it for the same reason: by its schema, its CEL rules, or a field it does not know. */
  refusedBySchema: boolean;
}

/** A file that only our engine can judge, and which rule does. */
export interface OurOwnCase {
  file: string;
  rule: string;
}

/** What Crossplane's own validation says about one claim. */
export interface Verdict {
  kind: string;
  name: string;
  refused: boolean;
  reasons: string[];
}
