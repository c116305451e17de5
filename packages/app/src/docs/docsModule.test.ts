import { docsModule } from './docsModule';

it('can be loaded: all that it takes from the stock plugin is there', () => {
  expect(docsModule.pluginId).toBe('techdocs');
});
