import { listAt, stringAt } from '@zerotouch/compositions';
import { Verdict } from './ClaimCase';

/** What `crossplane resource validate --output=json` says about each object, in the order in which it read them. */
export interface CrossplaneVerdict extends Verdict {
  apiVersion: string;
  /** Whether it had no schema for the kind, and so said nothing. */
  unknown: boolean;
}

/**
 * Reads the report of `crossplane resource validate`.
 *
 * @throws Error if the text is no report.
 */
export function readCrossplaneReport(text: string): CrossplaneVerdict[] {
  const report: unknown = JSON.parse(text);
  return listAt(report, 'resources').map(resource => {
    const status = stringAt(resource, 'status');
    return {
      apiVersion: stringAt(resource, 'apiVersion') ?? '',
      kind: stringAt(resource, 'kind') ?? '',
      name: stringAt(resource, 'name') ?? '',
      refused: status !== 'valid',
      unknown: status === 'missingSchema',
      reasons:
        status === 'missingSchema'
          ? ['it knows no such kind']
          : listAt(resource, 'errors').map(
              error => stringAt(error, 'message') ?? 'without a reason',
            ),
    };
  });
}
