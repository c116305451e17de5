import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { claimPath } from '@zerotouch/compositions';
import { CreateProposalRequest } from '@zerotouch/plugin-gitops-common';
import { toFinding } from '../checks/checkClaims';
import { readClaimFile } from '../commands/readClaimFile';
import { resolvePaths } from '../commands/resolvePaths';
import { Finding, sortFindings } from '../Finding';
import { composeClaims } from '../render/composeClaims';
import { readWorkTree } from '../tree/readWorkTree';
import { UsageError } from '../UsageError';

/** What is to be proposed, and what stands against it. */
export interface ProposalDraft {
  request: CreateProposalRequest;
  findings: Finding[];
}

/** Options of {@link readProposal}. */
export interface ReadProposalOptions {
  /** Files of claims, as a person named them. */
  paths: string[];
  cwd: string;
  root: string;
  title?: string;
  body?: string;
  requestId?: string;
}

/**
 * Makes a proposal of files of claims.
 *
 * @remarks
 * A file below `tenants/` keeps its path; one from elsewhere goes where `claimPath()` puts its claim. Without an id of its own, the
 * request is named by its content: the same command twice asks for the same proposal.
 *
 * @throws {@link UsageError} for a folder, and when two files would be one.
 */
export function readProposal(options: ReadProposalOptions): ProposalDraft {
  const { paths, cwd, root } = options;
  const repository = readWorkTree(root);
  const findings: Finding[] = [];
  const names: string[] = [];
  const contents = new Map<string, string>();
  for (const given of resolvePaths({ paths, cwd, root })) {
    if (given.isFolder) {
      throw new UsageError(
        `"${given.given}" is a folder; name the claim files in it.`,
      );
    }
    const shown = given.inRepository ?? given.given;
    const file = readClaimFile(given, repository);
    const composed = composeClaims({ tree: file.tree, claims: file.claims });
    findings.push(
      ...file.findings,
      ...composed.flatMap(item =>
        item.findings.map(finding => toFinding(shown, finding)),
      ),
    );
    const [first] = file.claims;
    if (first) {
      const { kind, metadata } = first.claim;
      const tenant = metadata.namespace ?? metadata.name;
      const path = given.inRepository?.startsWith('tenants/')
        ? given.inRepository
        : claimPath({ kind, tenant, name: metadata.name });
      if (contents.has(path)) {
        throw new UsageError(
          `Two of the files would be "${path}"; name one of them.`,
        );
      }
      contents.set(path, readFileSync(given.absolute, 'utf8'));
      names.push(`${kind} ${tenant}/${metadata.name}`);
    }
  }
  const changes = [...contents].map(([path, content]) => ({ path, content }));
  const title = options.title ?? toTitle(names);
  const body = options.body ?? '';
  return {
    request: {
      requestId: options.requestId ?? nameByContent({ title, body, changes }),
      title,
      body,
      changes,
    },
    findings: sortFindings(findings),
  };
}

function toTitle(names: string[]): string {
  const [first = 'a claim', ...others] = names;
  return others.length === 0
    ? `Propose ${first}`
    : `Propose ${first} and ${others.length} more`;
}

function nameByContent(request: object): string {
  const digest = createHash('sha256').update(JSON.stringify(request));
  return `zt-${digest.digest('hex').slice(0, 40)}`;
}
