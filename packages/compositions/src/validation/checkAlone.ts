import { applyDefaults } from '../definition/applyDefaults';
import { Definition } from '../definition/Definition';
import { Claim } from '../types';
import { findCelIssues } from './celIssues';
import { Issue } from './Issue';
import { findSchemaIssues } from './schemaIssues';
import { findUnknownFields } from './unknownFields';

/** What a claim and its definition say without the repository around them. */
export interface AloneResult {
  /** With its defaults applied. */
  claim: Claim;
  /** The claim on the base branch, with its defaults applied. */
  previous?: Claim;
  /** What the first step found that found anything: unknown fields, schema, CEL. */
  issues: Issue[];
}

interface Remembered {
  definition: Definition;
  previous?: Claim;
  result: AloneResult;
}

const remembered = new WeakMap<Claim, Remembered>();

/**
 * Checks what needs no other file: unknown fields, schema with the defaults applied, CEL.
 *
 * @remarks
 * This is nearly all of the work of validating a claim, so the result is kept as long as the parsed claim is. Whoever keeps the claims of
 * files that did not change, as after a merge, pays only for those that did. Claims and definitions are never changed in place.
 */
export function checkAlone(
  written: Claim,
  definition: Definition,
  previous?: Claim,
): AloneResult {
  const known = remembered.get(written);
  if (known?.definition === definition && known.previous === previous) {
    return known.result;
  }
  const result = check(written, definition, previous);
  remembered.set(written, { definition, previous, result });
  return result;
}

function check(
  written: Claim,
  definition: Definition,
  before?: Claim,
): AloneResult {
  const claim = applyDefaults(written, definition);
  const previous = before && applyDefaults(before, definition);
  const steps: (() => Issue[])[] = [
    () => findUnknownFields(written, definition),
    () => findSchemaIssues(claim, definition),
    () => findCelIssues(claim, definition, previous),
  ];
  for (const step of steps) {
    const issues = step();
    if (issues.length > 0) {
      return { claim, previous, issues };
    }
  }
  return { claim, previous, issues: [] };
}
