/** A finding before its place in the text is known. */
export interface Issue {
  rule: string;
  severity: 'error' | 'warning';
  pointer: string;
  /** Whether the finding points to the field's name or to its value; `value` by default. */
  at?: 'key' | 'value';
  message: string;
}

/** An error of one rule. */
export function errorIssue(
  rule: string,
  pointer: string,
  message: string,
): Issue {
  return { rule, severity: 'error', pointer, message };
}
