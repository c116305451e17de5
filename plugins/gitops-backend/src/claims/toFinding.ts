import { ClaimFinding } from '@zerotouch/compositions';
import { Finding } from '@zerotouch/plugin-gitops-common';

/** Places a finding of the engine in a file of the repository. */
export function toFinding(path: string, finding: ClaimFinding): Finding {
  const { rule, severity, pointer, line, column, message } = finding;
  return { rule, severity, path, pointer, line, column, message };
}

/** Writes a finding as one line of plain text: `path:line:column message`. */
export function renderFinding(finding: Finding): string {
  const { path, line, column, message } = finding;
  const place = [path, line, column].filter(part => part !== undefined);
  return `${place.join(':')} ${message}`;
}
