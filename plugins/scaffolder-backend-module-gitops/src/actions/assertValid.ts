import { InputError } from '@backstage/errors';
import { Finding } from '@zerotouch/plugin-gitops-common';

/**
 * Refuses a claim that the preview found errors in.
 *
 * @throws {@link @backstage/errors#InputError} that names the claim and every error, one a line.
 */
export function assertValid(options: {
  kind: string;
  name: string;
  findings: Finding[];
}): void {
  const errors = options.findings.filter(item => item.severity === 'error');
  if (errors.length === 0) return;
  const lines = errors.map(({ line, message }) =>
    line === undefined ? `- ${message}` : `- line ${line}: ${message}`,
  );
  throw new InputError(
    `The ${options.kind} "${
      options.name
    }" is not valid, so nothing was written:\n${lines.join('\n')}`,
  );
}
