import { stringAt } from '@zerotouch/compositions';
import { ClaimCase, Verdict } from './ClaimCase';

/**
 * Compares what our engine and Crossplane say about the same claims.
 *
 * @param verdicts - In the order of the cases.
 * @returns One sentence a disagreement; empty when both agree on every claim.
 */
export function compareVerdicts(
  cases: ClaimCase[],
  verdicts: Verdict[],
): string[] {
  if (cases.length !== verdicts.length) {
    return [
      `Crossplane judged ${verdicts.length} claims, but was given ${cases.length}.`,
    ];
  }
  return cases.flatMap((item, index) => {
    const { file, object, rules, refusedBySchema } = item;
    const { kind, name, refused, reasons } = verdicts[index];
    if (
      kind !== stringAt(object, 'kind') ||
      name !== stringAt(object, 'metadata', 'name')
    ) {
      return [
        `${file}: Crossplane answered about ${kind} "${name}" in its place; the order of its answers has changed.`,
      ];
    }
    if (refused === refusedBySchema) {
      return [];
    }
    return [
      refused
        ? `${file}: Crossplane refuses it (${reasons.join(
            '; ',
          )}), but our schema rules accept it.`
        : `${file}: our engine refuses it (${rules.join(
            ', ',
          )}), but Crossplane accepts it.`,
    ];
  });
}
