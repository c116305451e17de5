import { Finding } from '../Finding';

/** What `zt validate --json` prints. */
export interface Report {
  summary: {
    /** Objects that were looked at: manifests, generated Applications and composed objects. */
    objects: number;
    claims: number;
    /** Rules that ran. */
    rules: number;
    errors: number;
    warnings: number;
    /** Things that could not be checked; each is a finding that says why. */
    skipped: number;
  };
  findings: Finding[];
}

/** Counts findings by severity. */
export function countFindings(
  findings: Finding[],
): Pick<Report['summary'], 'errors' | 'warnings' | 'skipped'> {
  const count = (severity: Finding['severity']) =>
    findings.filter(finding => finding.severity === severity).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    skipped: count('skipped'),
  };
}
