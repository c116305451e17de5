import { createMockDirectory } from '@backstage/backend-test-utils';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { guardSite } from './createGuardedGenerator';

describe('the mkdocs.yml of this repository', () => {
  const directory = createMockDirectory();

  it('is one that the portal builds', async () => {
    const top = resolve(__dirname, '../../../..');
    directory.setContent({
      'mkdocs.yml': readFileSync(resolve(top, 'mkdocs.yml'), 'utf8'),
    });
    await expect(guardSite(directory.path)).resolves.toBeUndefined();
  });
});
