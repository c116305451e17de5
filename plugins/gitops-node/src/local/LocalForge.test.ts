import { forgeSuite } from '../forgeSuite/forgeSuite';
import { createTestForge } from '../testUtils';
import { LocalForge } from './LocalForge';

jest.setTimeout(60_000);

forgeSuite('LocalForge', async files => {
  const { forge, directory, remove } = await createTestForge(files);
  return { forge, another: () => LocalForge.create({ directory }), remove };
});
