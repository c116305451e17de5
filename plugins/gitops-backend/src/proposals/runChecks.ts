import { Check, Finding } from '@zerotouch/plugin-gitops-common';
import { composeClaim } from '../claims/composeClaim';
import { renderFinding } from '../claims/toFinding';
import { ChangeValidation } from '../claims/validateChanges';

/** Runs the checks `claims` and `composition` on a validated change. */
export function runChecks(validation: ChangeValidation): Check[] {
  return [checkClaims(validation), checkComposition(validation)];
}

function checkClaims(validation: ChangeValidation): Check {
  const { claimFindings, otherFindings, valid } = validation;
  const findings = [...claimFindings, ...otherFindings];
  const errors = findings.filter(({ severity }) => severity === 'error');
  const details = findings.map(renderFinding);
  const name = 'claims';
  if (errors.length > 0) {
    const summary = `${count(errors, 'problem')} found.`;
    return { name, status: 'failure', summary, details };
  }
  return valid.length > 0
    ? {
        name,
        status: 'success',
        summary: `${count(valid, 'claim')} valid.`,
        details,
      }
    : { name, status: 'neutral', summary: 'No claim changes.', details };
}

function checkComposition({ valid, after }: ChangeValidation): Check {
  const name = 'composition';
  const results = valid.map(({ path, claim }) => ({
    path,
    composed: composeClaim(claim, after.tree),
  }));
  const refusals: Finding[] = results.flatMap(({ path, composed }) =>
    composed.result === 'refused'
      ? [
          {
            rule: 'compose',
            severity: 'error',
            path,
            message: composed.message,
          },
        ]
      : [],
  );
  const warnings = results.flatMap(({ path, composed }) =>
    composed.result === 'ok'
      ? composed.composition.warnings.map(warning => `${path} ${warning}`)
      : [],
  );
  if (refusals.length > 0) {
    return {
      name,
      status: 'failure',
      summary: `${count(refusals, 'claim')} cannot be composed.`,
      details: [...refusals.map(renderFinding), ...warnings],
    };
  }
  const objects = results.flatMap(({ composed }) =>
    composed.result === 'ok' ? Object.keys(composed.composition.resources) : [],
  );
  return results.length > 0
    ? {
        name,
        status: 'success',
        summary: `${count(valid, 'claim')} ${
          valid.length === 1 ? 'becomes' : 'become'
        } ${count(objects, 'object')}.`,
        details: warnings,
      }
    : { name, status: 'neutral', summary: 'Nothing to compose.', details: [] };
}

function count(items: unknown[], noun: string): string {
  return `${items.length} ${noun}${items.length === 1 ? '' : 's'}`;
}
