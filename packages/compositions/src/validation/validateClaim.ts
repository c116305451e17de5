import { apiVersionOf } from '../claim/createClaim';
import { toClaimDocument } from '../claim/parseClaimText';
import { Definition } from '../definition/Definition';
import { ParsedDocument, parseDocuments } from '../document/parseDocuments';
import { ParsedClaim, PlatformTree } from '../tree/PlatformTree';
import { tenantOf } from '../tree/readPlatformTree';
import { Claim, ClaimFinding } from '../types';
import { checkAlone } from './checkAlone';
import { Issue, errorIssue } from './Issue';
import { namespaceIsTenant, nameIsUnique, tenantExists } from './rules/tenancy';
import { agentRules } from './rules/agent';
import { dragonflyRules } from './rules/dragonfly';
import { consumerUse } from './rules/consumerUse';
import { eventStreamRules } from './rules/eventStream';
import { imageHasDigest } from './rules/imageDigest';
import { postgresRules } from './rules/postgres';
import { statefulIsKept } from './rules/protection';
import { referencesExist } from './rules/references';
import { Rule } from './rules/Rule';
import { tenantRules } from './rules/tenant';
import { webServiceRules } from './rules/webService';
import { suggest } from './suggest';

const RULES: Rule[] = [
  namespaceIsTenant,
  tenantExists,
  nameIsUnique,
  statefulIsKept,
  tenantRules,
  postgresRules,
  dragonflyRules,
  agentRules,
  webServiceRules,
  eventStreamRules,
  consumerUse,
  imageHasDigest,
  referencesExist,
];

/**
 * Validates one claim of a file.
 *
 * @remarks
 * In this order, each step only when the one before found nothing: parse, unknown fields, schema with the defaults applied, CEL, engine
 * rules. It never throws, whatever the text is.
 *
 * @param options.text - The file as it would be.
 * @param options.path - Where it lies in the repository; decides the tenant folder.
 * @param options.previous - The claim on the base branch, for rules about changes; absent when it is new.
 * @param options.tree - The repository around it. A claim of the same path and document in it is the one being replaced.
 * @param options.documentIndex - Which document of the text, from 0; without it a text of several documents is refused.
 * @returns The claim with its defaults applied when it could be parsed and its kind is known, and everything found, by line.
 */
export function validateClaim(options: {
  text: string;
  path: string;
  previous?: Claim;
  tree: PlatformTree;
  documentIndex?: number;
}): { claim?: Claim; findings: ClaimFinding[] } {
  const { text, path, previous, tree, documentIndex } = options;
  const documents = parseDocuments(text);
  const document = documents[documentIndex ?? 0];
  if (!document) {
    return { findings: [outside('The file holds no claim; write one.')] };
  }
  if (documentIndex === undefined && documents.length > 1) {
    const second = documents[1].locate('');
    return {
      findings: [
        {
          ...outside(
            'A file holds one claim; move the others to files of their own.',
          ),
          ...second,
        },
      ],
    };
  }
  const { claim: written, findings } = toClaimDocument(document);
  if (!written) {
    return { findings };
  }
  return validateDocument({
    written,
    place: document,
    path,
    documentIndex: documentIndex ?? 0,
    previous,
    tree,
  });
}

/**
 * Validates a claim of the repository that has been parsed already; the same findings as {@link validateClaim}, at less cost.
 *
 * @param options.previous - The claim on the base branch, for rules about changes.
 */
export function validateParsedClaim(options: {
  parsed: ParsedClaim;
  previous?: Claim;
  tree: PlatformTree;
}): { claim?: Claim; findings: ClaimFinding[] } {
  const { parsed, previous, tree } = options;
  const { claim: written, path, documentIndex } = parsed;
  return validateDocument({
    written,
    place: parsed,
    path,
    documentIndex,
    previous,
    tree,
  });
}

function validateDocument(options: {
  written: Claim;
  place: Pick<ParsedDocument, 'locate'>;
  path: string;
  documentIndex: number;
  previous?: Claim;
  tree: PlatformTree;
}): { claim?: Claim; findings: ClaimFinding[] } {
  const { written, path, documentIndex, previous, tree } = options;
  const definition = tree.definitions.get(written.kind);
  const mismatch = kindIssue(written, definition, tree);
  if (!definition || mismatch) {
    return { findings: place(mismatch ? [mismatch] : [], options.place) };
  }
  const alone = checkAlone(written, definition, previous);
  const { claim } = alone;
  const context = {
    claim,
    definition,
    path,
    documentIndex,
    tenant: tenantOf(claim, path),
    tree,
    environment: tree.environment.environment,
    previous: alone.previous,
  };
  const issues =
    alone.issues.length > 0
      ? alone.issues
      : RULES.flatMap(rule => rule(context));
  return { claim, findings: place(issues, options.place) };
}

function kindIssue(
  claim: Claim,
  definition: Definition | undefined,
  tree: PlatformTree,
): Issue | undefined {
  if (!definition) {
    const kinds = [...tree.definitions.keys()].sort();
    const near = suggest(claim.kind, kinds);
    return errorIssue(
      'kind',
      '/kind',
      `There is no platform API "${claim.kind}"; ${
        near
          ? `did you mean "${near}"?`
          : `the platform has ${kinds.join(', ')}.`
      }`,
    );
  }
  const expected = apiVersionOf(definition);
  return claim.apiVersion === expected
    ? undefined
    : errorIssue(
        'kind',
        '/apiVersion',
        `apiVersion must be "${expected}", not "${claim.apiVersion}".`,
      );
}

function outside(message: string): ClaimFinding {
  return {
    rule: 'parse',
    severity: 'error',
    pointer: '',
    line: 1,
    column: 1,
    message,
  };
}

function place(
  issues: Issue[],
  document: Pick<ParsedDocument, 'locate'>,
): ClaimFinding[] {
  return issues
    .map(({ at, ...issue }) => ({
      ...issue,
      ...document.locate(issue.pointer, at),
    }))
    .sort(
      (left, right) => left.line - right.line || left.column - right.column,
    );
}
