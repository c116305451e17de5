/** Something that a check found in one place. Lines and columns count from 1. */
export interface Finding {
  /** Which check found it, such as `reachable`; findings about claims carry the id of the engine's rule. */
  rule: string;
  /** `skipped` says that something could not be checked, and why. */
  severity: 'error' | 'warning' | 'skipped';
  /** Path in the repository. */
  file: string;
  line: number;
  column: number;
  message: string;
}

/** Findings in a stable order: by file, place, rule and message. */
export function sortFindings(findings: Finding[]): Finding[] {
  return [...findings].sort(
    (left, right) =>
      compare(left.file, right.file) ||
      left.line - right.line ||
      left.column - right.column ||
      compare(left.rule, right.rule) ||
      compare(left.message, right.message),
  );
}

function compare(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
