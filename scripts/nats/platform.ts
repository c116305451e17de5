import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  NATS_ACCOUNTS_PATH,
  NATS_CREDENTIALS_PATH,
  composeProtected,
  parseDocuments,
  readPlatformTree,
  validateClaim,
} from '../../packages/compositions/src';

/**
 * What the platform makes of NATS: the values of its chart, the objects that bring the passwords, and what claims become.
 *
 * Standard input is a list of `{ path, text }`; standard output is `{ values, accounts, credentials, compositions }`, the last by path.
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

function documentsOf(path: string): unknown[] {
  const file = files.find(item => item.path === path);
  return parseDocuments(file?.content ?? '').map(({ value }) => value);
}

const claims: { path: string; text: string }[] = JSON.parse(
  readFileSync(0, 'utf8'),
);
const tree = readPlatformTree([
  ...files.filter(({ path }) => !path.endsWith('/xeventstream.yaml')),
  ...claims.map(({ path, text }) => ({ path, content: text })),
]);
const { environment } = tree.environment;
const compositions = claims.map(({ path, text }) => {
  const { claim, findings } = validateClaim({ text, path, tree });
  const error = findings.find(({ severity }) => severity === 'error');
  if (error || !claim || !environment) {
    throw new Error(`${path}: ${error?.message}`);
  }
  const outcome = composeProtected({ claim, observed: {}, environment });
  if (outcome.result !== 'ok') {
    throw new Error(`${path}: ${outcome.message}`);
  }
  return [path, outcome.composition];
});
process.stdout.write(
  JSON.stringify({
    application: documentsOf('platform/01-foundation/nats/application.yaml')[0],
    accounts: documentsOf(NATS_ACCOUNTS_PATH)[0],
    credentials: documentsOf(NATS_CREDENTIALS_PATH),
    compositions: Object.fromEntries(compositions),
  }),
);
