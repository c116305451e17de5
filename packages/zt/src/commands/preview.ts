import { join } from 'node:path';
import {
  Footprint,
  footprint,
  readPlatformTree,
  stringAt,
} from '@zerotouch/compositions';
import { stringify } from 'yaml';
import { toFinding } from '../checks/checkClaims';
import { Finding, sortFindings } from '../Finding';
import {
  ClaimIdentity,
  ObjectChange,
  compareCompositions,
  toIdentity,
} from '../preview/compareCompositions';
import { loadEngine } from '../preview/loadEngine';
import { nameOf, renderChanges } from '../preview/renderChanges';
import { ComposedClaim, composeClaims } from '../render/composeClaims';
import { plural, renderFinding } from '../report/renderReport';
import { readRevision } from '../tree/readRevision';
import { readWorkTree } from '../tree/readWorkTree';
import { UsageError } from '../UsageError';
import { Command, CommandCall, Surroundings, exitCodes } from './Command';
import { readClaimFile } from './readClaimFile';
import { resolvePaths } from './resolvePaths';

/** `zt preview`: what claims become, or what a change does to all of them. */
export const previewCommand: Command = {
  name: 'preview',
  usage: 'CLAIM… | --against REV',
  summary:
    'Shows what the claims in the given files become; with --against, what changed in the objects of all claims since a revision.',
  options: {
    against: {
      type: 'string',
      placeholder: 'REV',
      help: 'compare all claims with this revision, composed by the code of that revision',
    },
    objects: {
      type: 'boolean',
      help: 'print the whole objects, not only their names',
    },
  },
  async run(call, surroundings) {
    const against = call.value('against');
    if (against !== undefined) {
      if (call.paths.length > 0) {
        throw new UsageError(
          'Name claims or --against, not both: --against looks at all claims.',
        );
      }
      return previewChanges(against, call, surroundings);
    }
    if (call.paths.length === 0) {
      throw new UsageError(
        'Name one claim file or more, or a revision with --against.',
      );
    }
    return previewClaims(call, surroundings);
  },
};

interface ClaimPreview {
  claim: ClaimIdentity;
  objects: { key: string; object: unknown }[];
  footprint?: Footprint;
  warnings: string[];
}

function previewClaims(call: CommandCall, surroundings: Surroundings): number {
  const { root } = call;
  const { cwd, out } = surroundings;
  const repository = readWorkTree(root);
  const claims: ClaimPreview[] = [];
  const findings: Finding[] = [];
  for (const path of resolvePaths({ paths: call.paths, cwd, root })) {
    if (path.isFolder) {
      throw new UsageError(
        `"${path.given}" is a folder; name the claim files in it.`,
      );
    }
    const file = readClaimFile(path, repository);
    const shown = path.inRepository ?? path.given;
    const composed = composeClaims({ tree: file.tree, claims: file.claims });
    findings.push(
      ...file.findings,
      ...composed.flatMap(item =>
        item.findings.map(finding => toFinding(shown, finding)),
      ),
    );
    claims.push(...composed.map(item => toPreview(item, shown)));
  }
  const sorted = sortFindings(findings);
  out(
    call.json
      ? JSON.stringify({ claims, findings: sorted }, null, 2)
      : [
          ...sorted.map(renderFinding),
          ...claims.flatMap(claim => renderClaim(claim, call.flag('objects'))),
        ].join('\n'),
  );
  return codeOf(sorted);
}

function previewChanges(
  against: string,
  call: CommandCall,
  surroundings: Surroundings,
): number {
  const { root } = call;
  const revision = readRevision(root, against);
  const engine = loadEngine({
    root,
    sha: revision.sha,
    cacheDir: join(surroundings.cacheDir, 'revisions'),
  });
  const before = composeClaims({
    tree: engine.readPlatformTree(revision.files),
    engine,
  });
  const after = composeClaims({
    tree: readPlatformTree(readWorkTree(root).files),
  });
  const { changes, unchanged } = compareCompositions(before, after);
  const findings = sortFindings([
    ...refusals(after, ''),
    ...refusals(before, `At ${against}: `).map(finding => ({
      ...finding,
      severity: 'warning' as const,
    })),
  ]);
  const summary = {
    claims: after.length,
    ...countChanges(changes),
    unchanged,
  };
  surroundings.out(
    call.json
      ? JSON.stringify(
          {
            against: { revision: against, sha: revision.sha },
            summary,
            changes,
            findings,
          },
          null,
          2,
        )
      : [
          ...findings.map(renderFinding),
          ...renderChanges(changes),
          '',
          `${plural(summary.claims, 'claim')} against ${against}: ${
            summary.added
          } added, ${summary.changed} changed, ${summary.replaced} replaced, ${
            summary.removed
          } removed, ${unchanged} unchanged.`,
        ]
          .join('\n')
          .trimStart(),
  );
  return codeOf(findings);
}

function toPreview(
  { parsed, composition }: ComposedClaim,
  path: string,
): ClaimPreview {
  return {
    claim: { ...toIdentity(parsed), path },
    objects: Object.entries(composition?.resources ?? {}).map(
      ([key, { object }]) => ({ key, object }),
    ),
    ...(composition ? { footprint: footprint(composition) } : {}),
    warnings: composition?.warnings ?? [],
  };
}

function renderClaim(preview: ClaimPreview, whole: boolean): string[] {
  const { claim, objects, warnings } = preview;
  const heading = `${claim.kind} ${claim.tenant}/${claim.name} (${claim.path})`;
  if (!preview.footprint) {
    return [`${heading}: refused`];
  }
  const { cpuMillis, memoryMi, storageGi, replicas } = preview.footprint;
  if (whole) {
    return objects.map(
      ({ key, object }) => `---\n# ${heading}: ${key}\n${stringify(object)}`,
    );
  }
  return [
    `${heading}: ${plural(objects.length, 'object')}, ${plural(
      replicas,
      'pod',
    )}, ${
      cpuMillis / 1000
    } CPU, ${memoryMi} MiB memory, ${storageGi} GiB storage`,
    ...objects.map(({ key, object }) => `  ${key}: ${describe(object)}`),
    ...warnings.map(warning => `  warning: ${warning}`),
  ];
}

function describe(object: unknown): string {
  return nameOf({
    kind: stringAt(object, 'kind') ?? '',
    name: stringAt(object, 'metadata', 'name') ?? '',
  });
}

function countChanges(
  changes: ObjectChange[],
): Record<ObjectChange['change'], number> {
  const count = (wanted: ObjectChange['change']) =>
    changes.filter(({ change }) => change === wanted).length;
  return {
    added: count('added'),
    changed: count('changed'),
    replaced: count('replaced'),
    removed: count('removed'),
  };
}

function refusals(claims: ComposedClaim[], prefix: string): Finding[] {
  return claims.flatMap(({ parsed, findings }) =>
    findings.map(finding => ({
      ...toFinding(parsed.path, finding),
      message: `${prefix}${finding.message}`,
    })),
  );
}

function codeOf(findings: Finding[]): number {
  return findings.some(({ severity }) => severity === 'error')
    ? exitCodes.found
    : exitCodes.ok;
}
