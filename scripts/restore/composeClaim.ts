import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  composeProtected,
  parseClaimText,
  readPlatformTree,
  validateClaim,
} from '../../packages/compositions/src';

/**
 * Validates a claim and composes it, as the platform does.
 *
 * Standard input is `{ path, text, previous?, observed }`; standard output is the outcome of the composition, or
 * `{ result: 'invalid', message }`.
 */
const projectDir = resolve(__dirname, '../..');
const files = ['platform', 'tenants'].flatMap(folder =>
  readdirSync(join(projectDir, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.ya?ml$/.test(name))
    .map(name => ({
      path: `${folder}/${name}`,
      content: readFileSync(join(projectDir, folder, name), 'utf8'),
    })),
);
const tree = readPlatformTree(files);
const { path, text, previous, observed } = JSON.parse(readFileSync(0, 'utf8'));
const { claim, findings } = validateClaim({
  text,
  path,
  previous: previous && parseClaimText(previous).documents[0].claim,
  tree,
});
const error = findings.find(({ severity }) => severity === 'error');
const { environment } = tree.environment;
const outcome =
  error || !claim || !environment
    ? { result: 'invalid', message: error?.message }
    : {
        ...composeProtected({ claim, observed, environment }),
        region: environment.region,
      };
process.stdout.write(JSON.stringify(outcome));
