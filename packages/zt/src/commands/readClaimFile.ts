import { readFileSync } from 'node:fs';
import {
  ParsedClaim,
  PlatformTree,
  claimPath,
  parseClaimText,
  readPlatformTree,
} from '@zerotouch/compositions';
import { Finding } from '../Finding';
import { Repository } from '../tree/Repository';
import { GivenPath } from './resolvePaths';

/** Claims of files that a person named, in the repository as it would be with them. */
export interface ClaimFile {
  tree: PlatformTree;
  claims: ParsedClaim[];
  /** Documents of the file that are no claims. */
  findings: Finding[];
}

/**
 * Reads one file of claims as if it lay in the repository.
 *
 * @remarks
 * A claim stands where `claimPath()` puts it, and replaces the one of the same kind, tenant and name: so an example, or a file
 * outside the repository, is judged as it would be after it is proposed.
 */
export function readClaimFile(
  file: GivenPath,
  repository: Repository,
): ClaimFile {
  const content = readFileSync(file.absolute, 'utf8');
  const shown = file.inRepository ?? file.given;
  const documents = parseClaimText(content).documents;
  const findings = documents.flatMap(document =>
    document.claim
      ? []
      : document.findings.map(({ rule, severity, line, column, message }) => ({
          rule,
          severity,
          file: shown,
          line: line ?? 1,
          column: column ?? 1,
          message,
        })),
  );
  const first = documents.find(({ claim }) => claim)?.claim;
  if (!first) {
    return {
      tree: readPlatformTree(repository.files),
      claims: [],
      findings: findings.length > 0 ? findings : [noClaim(shown)],
    };
  }
  const { kind, metadata } = first;
  const path = claimPath({
    kind,
    tenant: metadata.namespace ?? metadata.name,
    name: metadata.name,
  });
  const identities = new Set(
    documents.flatMap(({ claim }) => (claim ? [identityOf(claim)] : [])),
  );
  const others = readPlatformTree(repository.files).claims.filter(({ claim }) =>
    identities.has(identityOf(claim)),
  );
  const replaced = new Set([path, ...others.map(other => other.path)]);
  const tree = readPlatformTree([
    ...repository.files.filter(item => !replaced.has(item.path)),
    { path, content },
  ]);
  return {
    tree,
    claims: tree.claims.filter(parsed => parsed.path === path),
    findings,
  };
}

function identityOf(claim: ParsedClaim['claim']): string {
  return JSON.stringify([
    claim.kind,
    claim.metadata.namespace,
    claim.metadata.name,
  ]);
}

function noClaim(file: string): Finding {
  return {
    rule: 'parse',
    severity: 'error',
    file,
    line: 1,
    column: 1,
    message: 'The file holds no claim; write one.',
  };
}
