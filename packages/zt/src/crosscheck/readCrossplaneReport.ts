import { listAt, textAt } from '../plain';
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
    const status = textAt(resource, 'status');
    return {
      apiVersion: textAt(resource, 'apiVersion') ?? '',
      kind: textAt(resource, 'kind') ?? '',
      name: textAt(resource, 'name') ?? '',
      refused: status !== 'valid',
      unknown: status === 'missingSchema',
      reasons:
        status === 'missingSchema'
          ? ['it knows no such kind']
          : listAt(resource, 'errors').map(
              error => textAt(error, 'message') ?? 'without a reason',
            ),
    };
  });
}
