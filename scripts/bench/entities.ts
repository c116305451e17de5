import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toEntities } from '../../plugins/catalog-backend-module-platform/src';

const projectDir = resolve(__dirname, '../..');
const platform = ['platform', 'tenants', 'templates', 'docs'].flatMap(folder =>
  readdirSync(join(projectDir, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(ya?ml|md)$/.test(name))
    .map(name => ({
      path: `${folder}/${name}`,
      content: readFileSync(join(projectDir, folder, name), 'utf8'),
    })),
);

/** Prints one JSON line: milliseconds of `toEntities` for repositories of 1,000, 3,000 and 10,000 claims. */
const results = [1_000, 1_000, 3_000, 10_000].map(claims => {
  const files = [
    ...platform,
    ...Array.from({ length: claims }, (_, index) => claimFile(index)),
  ];
  const startedAt = performance.now();
  const { entities } = toEntities(files);
  const millis = performance.now() - startedAt;
  return {
    claims,
    entities: entities.length,
    millis: Math.round(millis),
    microsPerClaim: Math.round((millis * 1000) / claims),
  };
});
// The first run warms the code up.
process.stdout.write(`${JSON.stringify(results.slice(1))}\n`);

function claimFile(index: number) {
  const name = `cache-n${index}`;
  return {
    path: `tenants/acme/${name}/xdragonfly.yaml`,
    content: `apiVersion: platform.zerotouch.dev/v1alpha1\nkind: XDragonfly\nmetadata:\n  name: ${name}\n  namespace: acme\nspec:\n  size: small\n  replicas: 2\n`,
  };
}
