import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import {
  Claim,
  Environment,
  PlatformTree,
  applyDefaults,
  parseClaimText,
  readPlatformTree,
} from '@zerotouch/compositions';

/** Root of the repository that the tests run in. */
export const repositoryRoot = resolve(__dirname, '../../../..');

/** An example of a lego with its defaults, as the API server hands it on. */
export interface Example {
  /** Such as `xpostgres/typical`. */
  name: string;
  claim: Claim;
}

/** What the tests know about the platform in this repository. */
export interface Platform {
  tree: PlatformTree;
  environment: Environment;
  examples: Example[];
}

/** Reads the definitions, the environment and the examples of this repository. */
export function readPlatform(): Platform {
  const folder = join(repositoryRoot, 'platform');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => join(folder, name))
    .map(path => ({
      path: relative(repositoryRoot, path),
      content: readFileSync(path, 'utf8'),
    }));
  const tree = readPlatformTree(files);
  const { environment } = tree.environment;
  if (!environment) {
    throw new Error('The repository has no environment.');
  }
  const examples = files
    .filter(({ path }) => path.includes('/examples/'))
    .map(({ path, content }) => ({
      name: `${basename(dirname(dirname(path)))}/${basename(path, '.yaml')}`,
      claim: readClaim(tree, content),
    }));
  return { tree, environment, examples };
}

function readClaim(tree: PlatformTree, content: string): Claim {
  const [{ claim }] = parseClaimText(content).documents;
  const definition = claim && tree.definitions.get(claim.kind);
  if (!definition) {
    throw new Error('An example is no claim.');
  }
  return applyDefaults(claim, definition);
}
