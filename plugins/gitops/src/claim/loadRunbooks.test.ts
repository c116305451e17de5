import { FakeGitops } from '../__testUtils__/FakeGitops';
import { loadRunbooks, readFrontMatter } from './loadRunbooks';

it('finds the runbooks that name the kind', async () => {
  const gitops = new FakeGitops();
  gitops.files = {
    'mkdocs.yml':
      'nav:\n  - Runbooks:\n      - Full: runbooks/full.md\n      - Slow: runbooks/slow.md\n',
    'docs/runbooks/full.md':
      '---\nclaims: [XPostgres]\nalerts: [DiskFull]\n---\n# Full\n',
    'docs/runbooks/slow.md': '---\nclaims: [XDragonfly]\n---\n# Slow\n',
  };
  expect(
    await loadRunbooks(gitops, 'XPostgres', new AbortController().signal),
  ).toEqual([
    { title: 'Full', file: 'runbooks/full.md', alerts: ['DiskFull'] },
  ]);
});

it.each(['# No front matter', '---\na: [\n---\n', '---\n7\n---\n', ''])(
  'reads nothing from %j',
  markdown => {
    expect(readFrontMatter(markdown)).toEqual({ claims: [], alerts: [] });
  },
);
