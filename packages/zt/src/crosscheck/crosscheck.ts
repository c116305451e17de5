import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readContext } from '../checks/readContext';
import { groupOf } from '../schemas/SchemaBundle';
import { ModuleSource } from '../schemas/GoModules';
import { Versions } from '../schemas/Versions';
import { Repository } from '../tree/Repository';
import { compareVerdicts } from './compareVerdicts';
import { buildGoTool } from './GoTool';
import { listClaimCases } from './listClaimCases';
import { listObjects } from './listObjects';
import {
  CrossplaneVerdict,
  readCrossplaneReport,
} from './readCrossplaneReport';
import { readKubeconformReport } from './readKubeconformReport';
import { renderClaims } from './renderClaims';
import { runTool } from './runTool';
import { SCHEMA_FILE_TEMPLATE } from './toSchemaFiles';
import { Inputs, writeInputs } from './writeInputs';

/** What the programs of others found. */
export interface CrosscheckResult {
  /** What was checked, a sentence each. */
  lines: string[];
  /** Disagreements and objects that were refused; empty when all is well. */
  problems: string[];
}

/** What a cross-check runs with. */
export interface CrosscheckOptions {
  repository: Repository;
  modules: ModuleSource;
  cacheDir: string;
  env: NodeJS.ProcessEnv;
  /** Progress, a few words each. */
  log(text: string): void;
}

/**
 * Lets `crossplane resource validate` and kubeconform judge what our own engine judged: the XRDs and Compositions, every valid and every
 * refused claim, every manifest and every composed object; and lets Crossplane's own reconciler compose every claim through our function.
 *
 * @returns What was found, or why it could not be done on this machine.
 */
export async function crosscheck(
  options: CrosscheckOptions,
): Promise<CrosscheckResult | { reason: string }> {
  const { repository, modules, cacheDir } = options;
  const schemaCacheDir = join(cacheDir, 'schemas');
  const context = await readContext({
    repository,
    schemas: { modules, cacheDir: schemaCacheDir },
  });
  const { versions } = context;
  if ('message' in versions) {
    throw new Error(versions.message);
  }
  const crossplane = await getTool('crossplane', versions, options);
  const kubeconform = await getTool('kubeconform', versions, options);
  if ('reason' in crossplane) {
    return crossplane;
  }
  if ('reason' in kubeconform) {
    return kubeconform;
  }
  const core = await getTool('crossplane-core', versions, options);
  if ('reason' in core) {
    return core;
  }
  const dir = mkdtempSync(join(tmpdir(), 'zt-crosscheck-'));
  try {
    const claims = listClaimCases(repository, context.tree);
    const objects = listObjects(context, repository);
    const inputs = await writeInputs({
      dir,
      repository,
      versions,
      modules,
      schemaCacheDir,
      cases: claims.cases,
      objects,
    });
    const validate = (extensions: string, resources: string) =>
      runTool(
        crossplane.path,
        [
          'resource',
          'validate',
          extensions,
          resources,
          '--crossplane-image=',
          `--cache-dir=${join(dir, 'cache')}`,
          '--output=json',
        ],
        { ...options.env, HOME: dir },
      ).then(readCrossplaneReport);
    const verdicts = await validate(inputs.extensions, inputs.claims);
    const judged = await validate(inputs.crds, inputs.objects);
    const conform = readKubeconformReport(
      await runTool(kubeconform.path, kubeconformArgs(inputs), options.env),
    );
    const rendering = await renderClaims({
      tools: { crossplane: crossplane.path, core: core.path },
      inputs,
      dir,
      repository,
      tree: context.tree,
      env: options.env,
    });
    const withoutCrd = groupsWithoutCrd(versions);
    return {
      lines: [
        `crossplane judged ${claims.cases.length} claims: ${
          claims.cases.filter(({ refusedBySchema }) => refusedBySchema).length
        } refused by their schema; ${describeOurs(claims)}.`,
        `crossplane judged ${
          judged.filter(({ unknown }) => !unknown).length
        } of ${objects.length} objects, kubeconform ${conform.checked}.`,
        `crossplane composed ${rendering.claims} claims through our function.`,
      ],
      problems: [
        ...rendering.problems,
        ...compareVerdicts(claims.cases, verdicts),
        ...judged
          .filter(({ refused }) => refused)
          .filter(verdict => !isExpected(verdict, withoutCrd))
          .map(
            ({ kind, name, reasons }) =>
              `crossplane refuses the ${kind} "${name}": ${reasons.join('; ')}`,
          ),
        ...(judged.length === objects.length
          ? []
          : [
              `crossplane judged ${judged.length} objects, but was given ${objects.length}.`,
            ]),
        ...conform.problems.map(problem => `kubeconform refuses ${problem}`),
        ...(conform.checked === objects.length
          ? []
          : [
              `kubeconform checked ${conform.checked} objects, but was given ${objects.length}.`,
            ]),
      ],
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function getTool(
  name: string,
  versions: Versions,
  { modules, env, cacheDir, log }: CrosscheckOptions,
): Promise<{ path: string } | { reason: string }> {
  const tool = versions.tools[name];
  if (!tool) {
    throw new Error(`platform/versions.yaml pins no tool "${name}"; add it.`);
  }
  return buildGoTool({
    tool: { ...tool, name },
    modules,
    env,
    cacheDir: join(cacheDir, 'tools'),
    onBuild: what => log(`Building ${what}, which takes minutes once.`),
  });
}

function kubeconformArgs(inputs: Inputs): string[] {
  return [
    '-strict',
    '-verbose',
    '-output',
    'json',
    '-n',
    '2',
    '-schema-location',
    join(inputs.schemas, SCHEMA_FILE_TEMPLATE),
    inputs.objects,
  ];
}

/** Groups whose kinds are part of Kubernetes, or whose types are restated: kubeconform checks these alone. */
function groupsWithoutCrd({ components }: Versions): Set<string> {
  return new Set(
    Object.values(components).flatMap(({ schemas }) =>
      schemas && ('restated' in schemas || schemas.files === undefined)
        ? schemas.groups
        : [],
    ),
  );
}

function isExpected(
  { unknown, apiVersion }: CrossplaneVerdict,
  withoutCrd: ReadonlySet<string>,
): boolean {
  return unknown && withoutCrd.has(groupOf(apiVersion));
}

/** Which rules only our engine has, and how many refusals they make. */
function describeOurs({
  cases,
  ours,
}: ReturnType<typeof listClaimCases>): string {
  const counts = new Map<string, number>();
  const rules = [
    ...cases
      .filter(({ refusedBySchema }) => !refusedBySchema)
      .map(({ rules: [rule] }) => rule),
    ...ours.map(({ rule }) => rule),
  ].filter(rule => rule !== undefined);
  rules.forEach(rule => counts.set(rule, (counts.get(rule) ?? 0) + 1));
  return `${rules.length} more only by rules that a schema cannot hold (${[
    ...counts,
  ]
    .sort()
    .map(([rule, count]) => `${rule} ${count}`)
    .join(', ')})`;
}
