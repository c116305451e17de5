import { addToNav } from './addToNav';

const text = `site_name: Handbook
nav:
  - Start here: index.md # stays first
  - Runbooks:
      - All runbooks: runbooks/index.md
  - Contributing: contributing.md
`;

describe('addToNav', () => {
  it('adds a page below its heading and keeps the rest', () => {
    const entry = { section: 'Runbooks', title: 'A', path: 'runbooks/a.md' };
    expect(addToNav(text, entry)).toBe(
      text.replace(
        '  - Contributing',
        '      - A: runbooks/a.md\n  - Contributing',
      ),
    );
  });

  it('makes a heading that is missing, before the last entry', () => {
    const entry = { section: 'Services', title: 'shop', path: 'shop.md' };
    expect(addToNav(text, entry)).toBe(
      text.replace(
        '  - Contributing',
        '  - Services:\n      - shop: shop.md\n  - Contributing',
      ),
    );
  });

  it('adds nothing twice', () => {
    const entry = { section: 'Runbooks', title: 'A', path: 'runbooks/a.md' };
    const once = addToNav(text, entry);
    expect(addToNav(once, entry)).toBe(once);
  });

  it.each(['__proto__', 'constructor', 'A: b', '- x', '#'])(
    'takes the title %s for a title',
    title => {
      const changed = addToNav(text, {
        section: 'Runbooks',
        title,
        path: 'runbooks/a.md',
      });
      expect(changed.split('\n')).toHaveLength(text.split('\n').length + 1);
    },
  );

  it.each(['', 'nav: 1', 'nav: [', 'site_name: x'])('refuses "%s"', broken => {
    expect(() =>
      addToNav(broken, { section: 'A', title: 'B', path: 'c.md' }),
    ).toThrow('has no list "nav"');
  });
});
