/** Prints what the platform makes of the claims of a tenant whose service uses a cache: `{ cache, service }`, objects by key. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  applyDefaults,
  compose,
  parseClaimText,
  readPlatformTree,
} from '../../packages/compositions/src';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const tree = readPlatformTree(
  [
    'platform/cluster.yaml',
    'platform/04-apis/xdragonfly/definition.yaml',
    'platform/04-apis/xwebservice/definition.yaml',
  ].map(path => ({ path, content: read(path) })),
);

function objectsOf(path: string): Record<string, unknown> {
  const [{ claim }] = parseClaimText(read(path)).documents;
  const definition = claim && tree.definitions.get(claim.kind);
  const { environment } = tree.environment;
  if (!claim || !definition || !environment) {
    throw new Error(`"${path}" cannot be composed.`);
  }
  const { resources } = compose(
    applyDefaults(claim, definition),
    {},
    environment,
  );
  return Object.fromEntries(
    Object.entries(resources).map(([key, { object }]) => [key, object]),
  );
}

process.stdout.write(
  JSON.stringify({
    cache: objectsOf('tenants/acme/session-cache/xdragonfly.yaml'),
    service: objectsOf('tenants/acme/storefront/xwebservice.yaml'),
  }),
);
