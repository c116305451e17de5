import { FakeGitHub } from '../__testUtils__/fakeGitHub/FakeGitHub';
import { forgeSuite } from '../forgeSuite/forgeSuite';
import { GitHubForge } from './GitHubForge';

jest.setTimeout(60_000);

for (const kind of ['app', 'token'] as const) {
  forgeSuite(
    `GitHubForge with ${kind === 'app' ? 'an App' : 'a token'}`,
    async files => {
      const github = await FakeGitHub.start(files);
      const settings =
        kind === 'app' ? github.appSettings() : github.tokenSettings();
      const create = () =>
        GitHubForge.create({
          settings,
          reconcileMs: 50,
          sleep: async () => new Promise(resolve => setImmediate(resolve)),
        });
      return {
        forge: create(),
        another: async () => create(),
        remove: () => github.stop(),
      };
    },
  );
}
