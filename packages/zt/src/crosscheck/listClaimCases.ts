import {
  ClaimFinding,
  PlatformTree,
  isObject,
  parseDocuments,
  stringAt,
  validateClaim,
} from '@zerotouch/compositions';
import { Repository } from '../tree/Repository';
import { ClaimCase, OurOwnCase } from './ClaimCase';

const CLAIM_FILE =
  /^(platform\/04-apis\/([^/]+)\/(examples|tests\/invalid)|tenants)\/.+\.yaml$/;

/** Rules that a CustomResourceDefinition holds too; all others need the repository around the claim. */
const SCHEMA_RULES = ['schema', 'cel', 'unknown-field', 'kind'];

/**
 * Lists every claim of the repository, its examples and its refusals, with what our engine says about it.
 *
 * @remarks
 * Three things are ours alone: files that are not one claim (rule `parse`), fields outside of `spec` that Kubernetes knows but a claim
 * must not have, and rules that need the repository. The first two are returned apart; of the last, Crossplane must accept the claim.
 */
export function listClaimCases(
  repository: Repository,
  tree: PlatformTree,
): { cases: ClaimCase[]; ours: OurOwnCase[] } {
  const cases: ClaimCase[] = [];
  const ours: OurOwnCase[] = [];
  for (const { path: file, content } of repository.files) {
    const match = CLAIM_FILE.exec(file);
    if (!match || /\/(project|prompts)\.yaml$/.test(file)) {
      continue;
    }
    const errors = findErrors(content, placeOf(file, match[2], content), tree);
    const rules = [...new Set(errors.map(({ rule }) => rule))];
    const own = errors.find(isOurOwn);
    const object = parseDocuments(content)[0]?.value;
    if (own || !isObject(object)) {
      ours.push({ file, rule: own?.rule ?? 'parse' });
    } else {
      cases.push({
        file,
        object,
        rules,
        refusedBySchema: rules.some(rule => SCHEMA_RULES.includes(rule)),
      });
    }
  }
  return { cases, ours };
}

function isOurOwn({ rule, pointer }: ClaimFinding): boolean {
  return (
    rule === 'parse' ||
    (rule === 'unknown-field' && !pointer.startsWith('/spec'))
  );
}

function findErrors(
  text: string,
  path: string,
  tree: PlatformTree,
): ClaimFinding[] {
  return validateClaim({ text, path, tree }).findings.filter(
    ({ severity }) => severity === 'error',
  );
}

/** Where a claim would lie; an example or a refusal of a lego is put where its tenant would write it. */
function placeOf(file: string, lego: string | undefined, text: string): string {
  if (lego === undefined) {
    return file;
  }
  const [document] = parseDocuments(text);
  const name = stringAt(document?.value, 'metadata', 'name') ?? 'unnamed';
  const tenant = stringAt(document?.value, 'metadata', 'namespace');
  return tenant === undefined
    ? `tenants/${name}/tenant.yaml`
    : `tenants/${tenant}/${name}/${lego}.yaml`;
}
