import {
  isGoldenPath,
  planGoldenPath,
  type PreviewRequest,
} from '@zerotouch/plugin-gitops-common';
import { dropEmpty, findDraft, isRecord } from './formValues';

/** Where the claims of a form come from: one claim of a kind, or the plan of a golden path. */
export interface ChangeSource {
  kind?: string;
  goldenPath?: string;
}

/**
 * Reads the claims that the values of a form would write.
 *
 * @returns undefined while something that every claim needs is missing.
 */
export function findClaims(
  { kind, goldenPath }: ChangeSource,
  values: unknown,
): PreviewRequest[] | undefined {
  if (isGoldenPath(goldenPath)) {
    return planGoldenPath(goldenPath, values)?.claims.map(claim => {
      const spec = dropEmpty(claim.spec);
      return { ...claim, spec: isRecord(spec) ? spec : {} };
    });
  }
  const draft = kind ? findDraft(kind, values) : undefined;
  return draft && [draft];
}
