import {
  KEEP,
  RETIRE,
  SYNC_OPTIONS,
  isRetiring,
  isStateful,
} from '../../claim/statefulClaims';
import { Claim } from '../../types';
import { Issue, errorIssue } from '../Issue';
import { Rule } from './Rule';

/** A stateful claim carries the annotation that keeps its data when the file goes, unless it is being retired. */
export const statefulIsKept: Rule = ({ claim }) => {
  const { annotations = {}, name } = claim.metadata;
  const retire = annotations[RETIRE];
  if (retire !== undefined && retire !== name) {
    return [
      errorIssue(
        'retire',
        `/metadata/annotations/${RETIRE.replace('/', '~1')}`,
        `The annotation "${RETIRE}" must hold the claim's own name "${name}", not "${retire}".`,
      ),
    ];
  }
  if (!isStateful(claim) || isRetiring(claim)) {
    return [];
  }
  if (retire !== undefined) {
    return [
      errorIssue(
        'retire',
        `/metadata/annotations/${SYNC_OPTIONS.replace('/', '~1')}`,
        `A claim that is being retired must not carry "${SYNC_OPTIONS}"; remove it.`,
      ),
    ];
  }
  const kept = new Set((annotations[SYNC_OPTIONS] ?? '').split(','));
  return KEEP.split(',').every(option => kept.has(option))
    ? []
    : [
        errorIssue(
          'stateful-kept',
          SYNC_OPTIONS in annotations
            ? `/metadata/annotations/${SYNC_OPTIONS.replace('/', '~1')}`
            : '/metadata',
          `This claim holds data; add the annotation "${SYNC_OPTIONS}: ${KEEP}", so that its data stays when the file goes.`,
        ),
      ];
};

/**
 * Checks that a claim's file may be deleted.
 *
 * @param previous - The claim on the base branch.
 * @returns An error when the claim holds data and was not released by an earlier proposal.
 */
export function validateRemoval(previous: Claim): Issue[] {
  const { name } = previous.metadata;
  return isStateful(previous) && !isRetiring(previous)
    ? [
        errorIssue(
          'retire',
          '',
          `"${name}" holds data and is protected. Release it in a proposal of its own first: add the annotation "${RETIRE}: ${name}" and remove "${SYNC_OPTIONS}". Delete the file after that is merged.`,
        ),
      ]
    : [];
}
