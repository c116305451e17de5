import { Finding } from '../Finding';
import { Report } from './Report';

/** A report for people: one line a finding, skipped ones gathered by their reason, and a last line that counts. */
export function renderReport({ summary, findings }: Report): string {
  const lines = findings
    .filter(({ severity }) => severity !== 'skipped')
    .map(renderFinding);
  const skipped = renderSkipped(
    findings.filter(({ severity }) => severity === 'skipped'),
  );
  const { objects, claims, rules, errors, warnings } = summary;
  const counts = [
    `${plural(objects, 'object')} and ${plural(claims, 'claim')} by ${plural(
      rules,
      'rule',
    )}`,
    plural(errors, 'error'),
    plural(warnings, 'warning'),
    `${summary.skipped} skipped`,
  ].join(', ');
  return [...lines, ...skipped, `${counts}.`].join('\n');
}

/** One finding as `file:line:column severity message (rule)`, which editors and terminals make a link of. */
export function renderFinding(finding: Finding): string {
  const { file, line, column, severity, message, rule } = finding;
  return `${file}:${line}:${column} ${severity} ${message} (${rule})`;
}

/** Counts things in words: `1 claim`, `2 claims`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function renderSkipped(findings: Finding[]): string[] {
  const byReason = new Map<string, number>();
  for (const { message } of findings) {
    // The subject comes first, up to the colon after its name; the reason is shared by many subjects.
    const reason = message.replace(/^[^"]*"[^"]*"[^:]*: /, '');
    byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  }
  return [...byReason].map(
    ([reason, count]) => `Skipped ${plural(count, 'object')}: ${reason}`,
  );
}
