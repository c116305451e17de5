import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The catalog looks for work once a second, and has no option for it: half of the time from a merge to its entity. The
 * patch in `.yarn/patches` makes it ten times a second. An upgrade of the catalog drops the patch without a word; then
 * this test says so.
 */
it('has a catalog that looks for work ten times a second', () => {
  const folder = dirname(
    require.resolve('@backstage/plugin-catalog-backend/package.json'),
  );
  const builder = readFileSync(
    join(folder, 'dist/service/CatalogBuilder.cjs.js'),
    'utf8',
  );
  expect(builder).toContain('pollingIntervalMs: 100,');
});
