import {
  PLATFORM_GROUP,
  isDefinitionDocument,
  parseDefinition,
} from '../definition/parseDefinition';
import { Definition } from '../definition/Definition';
import { ParsedDocument, parseFile } from '../document/parseDocuments';
import { stringAt } from '../document/plain';
import {
  ENVIRONMENT_PATH,
  ParsedEnvironment,
  parseEnvironment,
} from '../environment/parseEnvironment';
import { toClaimDocument } from '../claim/parseClaimText';
import { ClaimFinding, RepositoryFile } from '../types';
import { ParsedClaim, PlatformTree, TreeProblem } from './PlatformTree';

/**
 * Reads definitions, environment and claims from the text files of the platform repository.
 *
 * @remarks
 * Claims are found by content in `tenants/` and `platform/`, but for the examples and refusals beside the definitions. A file that
 * cannot be read is a problem of its own and hides nothing else. The cost is linear in the size of the files.
 */
export function readPlatformTree(files: RepositoryFile[]): PlatformTree {
  const definitions = new Map<string, Definition>();
  const claims: ParsedClaim[] = [];
  const problems: TreeProblem[] = [];
  let environment: ParsedEnvironment | undefined;

  for (const file of files) {
    const role = roleOf(file.path);
    if (role === undefined) {
      continue;
    }
    const documents = parseFile(file);
    const report = (findings: ClaimFinding[]) =>
      problems.push(
        ...findings.map(item => ({ path: file.path, finding: item })),
      );
    if (role === 'environment') {
      environment = parseEnvironment(documents[0] ?? emptyDocument());
      report(environment.findings);
      continue;
    }
    for (const [documentIndex, document] of documents.entries()) {
      report(document.findings);
      if (role === 'api') {
        readDefinition(file.path, document, definitions, report);
      } else if (isClaimDocument(document)) {
        readClaim(file, documentIndex, document, claims, report);
      }
    }
  }
  return {
    definitions,
    environment: environment ?? missingEnvironment(problems),
    claims,
    tenants: tenantNames(claims),
    problems,
  };
}

type Role = 'environment' | 'api' | 'manifest';

function roleOf(path: string): Role | undefined {
  if (!/\.ya?ml$/.test(path)) {
    return undefined;
  }
  if (path === ENVIRONMENT_PATH) {
    return 'environment';
  }
  if (path.startsWith('platform/04-apis/')) {
    return /\/(examples|tests|goldens)\//.test(path) ? undefined : 'api';
  }
  return /^(tenants|platform|bootstrap)\//.test(path) ? 'manifest' : undefined;
}

function isClaimDocument(document: ParsedDocument): boolean {
  return (stringAt(document.value, 'apiVersion') ?? '').startsWith(
    `${PLATFORM_GROUP}/`,
  );
}

function readDefinition(
  path: string,
  document: ParsedDocument,
  definitions: Map<string, Definition>,
  report: (findings: ClaimFinding[]) => void,
) {
  if (!isDefinitionDocument(document.value)) {
    return;
  }
  const definition = parseDefinition(document.value, path);
  if (typeof definition === 'string') {
    report([finding(document, 'definition', definition)]);
    return;
  }
  const other = definitions.get(definition.kind);
  if (other) {
    report([
      finding(
        document,
        'definition',
        `"${definition.kind}" is already defined in "${other.path}"; remove one of them.`,
      ),
    ]);
    return;
  }
  definitions.set(definition.kind, definition);
}

function readClaim(
  file: RepositoryFile,
  documentIndex: number,
  document: ParsedDocument,
  claims: ParsedClaim[],
  report: (findings: ClaimFinding[]) => void,
) {
  const { claim, findings } = toClaimDocument(document);
  report(findings);
  if (claim) {
    claims.push({
      claim,
      path: file.path,
      documentIndex,
      tenant: tenantOf(claim, file.path),
      locate: document.locate,
    });
  }
}

/** The tenant that a claim belongs to: its namespace, else its folder; an XTenant is its own. */
export function tenantOf(claim: ParsedClaim['claim'], path: string): string {
  return claim.kind === 'XTenant'
    ? claim.metadata.name
    : claim.metadata.namespace ?? tenantFolder(path) ?? '';
}

/** The tenant in whose folder a path lies; undefined outside `tenants/`. */
export function tenantFolder(path: string): string | undefined {
  return /^tenants\/([^/]+)\//.exec(path)?.[1];
}

function tenantNames(claims: ParsedClaim[]): string[] {
  const names = claims
    .filter(({ claim }) => claim.kind === 'XTenant')
    .map(({ claim }) => claim.metadata.name);
  return [...new Set(names)].sort();
}

function missingEnvironment(problems: TreeProblem[]): ParsedEnvironment {
  const missing = finding(
    emptyDocument(),
    'environment',
    `The file "${ENVIRONMENT_PATH}" is missing; without it no claim can be checked against its environment.`,
  );
  problems.push({ path: ENVIRONMENT_PATH, finding: missing });
  return { findings: [missing] };
}

function emptyDocument(): ParsedDocument {
  return {
    value: undefined,
    findings: [],
    locate: () => ({ line: 1, column: 1 }),
  };
}

function finding(
  document: ParsedDocument,
  rule: string,
  message: string,
): ClaimFinding {
  return {
    rule,
    severity: 'error',
    pointer: '',
    ...document.locate(''),
    message,
  };
}
