import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ComposedTreeClaim,
  ENVIRONMENT_PATH,
  PlatformTree,
  composeTree,
  parseDocuments,
} from '@zerotouch/compositions';
import { parseAllDocuments } from 'yaml';
import { Repository } from '../tree/Repository';
import { compareRendered } from './compareRendered';
import { FunctionProcess } from './FunctionProcess';
import { composeExampleClaims } from './listObjects';
import { runTool } from './runTool';
import { Inputs, flat } from './writeInputs';

const parallel = 2;

/** What a rendering runs with. */
export interface RenderClaimsOptions {
  tools: { crossplane: string; core: string };
  inputs: Inputs;
  /** Scratch folder. */
  dir: string;
  repository: Repository;
  tree: PlatformTree;
  env: NodeJS.ProcessEnv;
}

/**
 * Lets Crossplane's own reconciler compose every claim of the tenants and every example, through our function over gRPC, and compares the
 * result with what `compose()` returns here.
 *
 * @returns How many claims were composed, and one sentence a difference.
 */
export async function renderClaims(
  options: RenderClaimsOptions,
): Promise<{ claims: number; problems: string[] }> {
  const { repository, tree, dir, env } = options;
  const claims = [
    ...composeTree(tree),
    ...composeExampleClaims(repository, tree),
  ];
  const running = await FunctionProcess.start(repository.name, env);
  try {
    const files = {
      environment: writeEnvironment(dir, repository),
      functions: writeFunctions(dir, running.address),
    };
    const waiting = claims.map((claim, index) => ({ claim, index }));
    const problems: string[] = [];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        problems.push(...(await renderOne(next, files, options)));
      }
    };
    await Promise.all(Array.from({ length: parallel }, work));
    return { claims: claims.length, problems: problems.sort() };
  } finally {
    await running.stop();
  }
}

async function renderOne(
  { claim, index }: { claim: ComposedTreeClaim; index: number },
  files: { environment: string; functions: string },
  { dir, inputs, tools, env }: RenderClaimsOptions,
): Promise<string[]> {
  const { parsed, composition } = claim;
  const lego = `platform/04-apis/${parsed.claim.kind.toLowerCase()}`;
  const extension = (name: string) =>
    join(inputs.extensions, flat(`${lego}/${name}.yaml`));
  const claimFile = join(dir, `claim-${index}.yaml`);
  writeFileSync(claimFile, JSON.stringify(parsed.claim));
  const answer = await runTool(
    tools.crossplane,
    [
      'composition',
      'render',
      claimFile,
      extension('composition'),
      files.functions,
      `--crossplane-binary=${tools.core}`,
      `--required-resources=${files.environment}`,
      `--xrd=${extension('definition')}`,
    ],
    { ...env, HOME: dir },
  ).then(
    text => ({ text }),
    (error: Error) => ({ refusal: error.message }),
  );
  if ('refusal' in answer) {
    return [
      `${parsed.path}: Crossplane could not compose it: ${answer.refusal}`,
    ];
  }
  const expected = Object.entries(composition.resources).map(
    ([key, { object }]): [string, object] => [key, object],
  );
  return compareRendered(
    parsed.path,
    parseAllDocuments(answer.text).map(document => document.toJS()),
    Object.fromEntries(expected),
  );
}

/** The environment as the cluster holds it. */
function writeEnvironment(dir: string, repository: Repository): string {
  const content =
    repository.files.find(({ path }) => path === ENVIRONMENT_PATH)?.content ??
    '';
  const file = join(dir, 'environment.yaml');
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'apiextensions.crossplane.io/v1beta1',
      kind: 'EnvironmentConfig',
      metadata: { name: 'platform' },
      data: parseDocuments(content)[0]?.value,
    }),
  );
  return file;
}

function writeFunctions(dir: string, address: string): string {
  const file = join(dir, 'functions.yaml');
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'pkg.crossplane.io/v1',
      kind: 'Function',
      metadata: {
        name: 'function-zerotouch',
        annotations: {
          'render.crossplane.io/runtime': 'Development',
          'render.crossplane.io/runtime-development-target': address,
        },
      },
      spec: { package: 'registry.invalid/function-zerotouch:v0' },
    }),
  );
  return file;
}
