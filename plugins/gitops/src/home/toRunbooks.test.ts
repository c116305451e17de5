import { toRunbooks } from './toRunbooks';

describe('toRunbooks', () => {
  it('finds the runbooks wherever they stand in the navigation', () => {
    const mkdocs = `site_name: x
nav:
  - Start: index.md
  - Runbooks:
      - All: runbooks/index.md
      - Restore: runbooks/restore.md
      - Deep:
          - Lag: runbooks/lag.md
  - Specs:
      - One: specs/one.md
`;
    expect(toRunbooks(mkdocs)).toEqual([
      { title: 'Restore', file: 'runbooks/restore.md' },
      { title: 'Lag', file: 'runbooks/lag.md' },
    ]);
  });

  it.each(['', 'site_name: x', 'nav: none', '- 1'])(
    'finds none in %j',
    text => {
      expect(toRunbooks(text)).toEqual([]);
    },
  );
});
