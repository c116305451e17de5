import { join } from 'node:path';
import { ENVIRONMENT_PATH, readPlatformTree } from '@zerotouch/compositions';
import { CheckContext } from '../checks/Check';
import { toFinding } from '../checks/checkClaims';
import { checks } from '../checks/checks';
import { readContext } from '../checks/readContext';
import { Finding, sortFindings } from '../Finding';
import { composeClaims } from '../render/composeClaims';
import { renderReport } from '../report/renderReport';
import { Report, countFindings } from '../report/Report';
import { VERSIONS_PATH } from '../tree/readDocuments';
import { readRevision } from '../tree/readRevision';
import { readWorkTree } from '../tree/readWorkTree';
import { Repository } from '../tree/Repository';
import { Command, exitCodes } from './Command';
import { readClaimFile } from './readClaimFile';
import { GivenPath, resolvePaths } from './resolvePaths';

/** `zt validate`: every rule over the whole repository, shown for the paths that were asked for. */
export const validateCommand: Command = {
  name: 'validate',
  usage: '[PATH…]',
  summary:
    'Checks the platform repository, and shows what was found in the given files and folders; without a path, everywhere.',
  options: {
    against: {
      type: 'string',
      placeholder: 'REV',
      help: 'also check what may change, and what may be removed, since this revision',
    },
    'fail-on-skip': {
      type: 'boolean',
      help: 'end with code 1 when something could not be checked',
    },
  },
  async run(call, surroundings) {
    const { root } = call;
    const { cwd, cacheDir, modules, out, err } = surroundings;
    const paths = resolvePaths({ paths: call.paths, cwd, root });
    const against = call.value('against');
    const base =
      against === undefined
        ? undefined
        : readPlatformTree(readRevision(root, against).files);
    const repository = readWorkTree(root);
    const context = await readContext({
      repository,
      base,
      schemas: {
        modules,
        cacheDir: join(cacheDir, 'schemas'),
        onDownload: module => err(`Getting ${module} for its types.`),
      },
    });
    const report = createReport(context, repository, paths);
    out(call.json ? JSON.stringify(report, null, 2) : renderReport(report));
    const { errors, skipped } = report.summary;
    return errors > 0 || (call.flag('fail-on-skip') && skipped > 0)
      ? exitCodes.found
      : exitCodes.ok;
  },
};

/** Runs every rule and keeps what lies in the given paths. */
export function createReport(
  context: CheckContext,
  repository: Repository,
  paths: GivenPath[] = [],
): Report {
  const extra = paths
    .filter(path => isExtra(path, context))
    .map(path => checkExtra(path, repository));
  const isAsked = (file: string) =>
    paths.length === 0 || paths.some(path => covers(path, file));
  const findings = sortFindings([
    ...checks
      .flatMap(check => check.run(context))
      .filter(({ file }) => isAsked(file)),
    ...extra.flatMap(item => item.findings),
  ]);
  const claims = context.composed.filter(({ parsed }) => isAsked(parsed.path));
  const composed = claims.map(
    ({ composition }) => Object.keys(composition?.resources ?? {}).length,
  );
  const manifests = [
    ...context.documents.manifests,
    ...context.walk.generated,
  ].filter(({ path }) => isAsked(path));
  return {
    summary: {
      objects:
        manifests.length +
        [...composed, ...extra.map(item => item.objects)].reduce(
          (sum, count) => sum + count,
          0,
        ),
      claims:
        claims.length + extra.reduce((sum, { claims: own }) => sum + own, 0),
      rules: checks.length,
      ...countFindings(findings),
    },
    findings,
  };
}

function covers({ inRepository, isFolder }: GivenPath, file: string): boolean {
  if (inRepository === undefined) {
    return false;
  }
  return isFolder
    ? inRepository === '' || file.startsWith(`${inRepository}/`)
    : file === inRepository;
}

/** A file that was named but is no part of the desired state, such as an example: its claims are checked as if it were. */
function isExtra(
  { absolute, inRepository, isFolder }: GivenPath,
  { documents }: CheckContext,
): boolean {
  const known = [...documents.manifests, ...documents.others].some(
    ({ path }) => path === inRepository,
  );
  const isTool =
    inRepository === ENVIRONMENT_PATH || inRepository === VERSIONS_PATH;
  return !isFolder && /\.ya?ml$/.test(absolute) && !known && !isTool;
}

function checkExtra(
  path: GivenPath,
  repository: Repository,
): { claims: number; objects: number; findings: Finding[] } {
  const { tree, claims, findings } = readClaimFile(path, repository);
  const composed = composeClaims({ tree, claims });
  return {
    claims: claims.length,
    objects: composed.reduce(
      (sum, { composition }) =>
        sum + Object.keys(composition?.resources ?? {}).length,
      0,
    ),
    findings: [
      ...findings,
      ...composed.flatMap(item =>
        item.findings.map(finding =>
          toFinding(path.inRepository ?? path.given, finding),
        ),
      ),
    ],
  };
}
