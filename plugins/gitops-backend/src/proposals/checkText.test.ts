import { checkText } from './checkText';

const check = (content: string | null) =>
  checkText(new Map([['docs/a.md', content]]));

describe('checkText', () => {
  it.each([
    ['plain text', 'a: 1\r\n\tb\n'],
    ['other scripts', 'Grüße, 日本語, עברית, العربية, 👍🏽\n'],
    ['a mark of the byte order at the start', '\ufeffa: 1\n'],
    ['a removed file', null],
  ])('says nothing about %s', (_, content) => {
    expect(check(content)).toEqual([]);
  });

  it.each([
    ['U+202E', 'size: small\u202e # egral'],
    ['U+2066', 'a \u2066b'],
    ['U+200B', 'image: ngi\u200bnx'],
    ['U+200F', '\u200fa'],
    ['U+FEFF', 'a\ufeff'],
    ['U+001B', 'a\u001b[2Kb'],
    ['U+0000', 'a\u0000b'],
    ['U+0085', 'a\u0085b'],
  ])('names %s with its place', (name, line) => {
    expect(check(`first\n${line}\n${line}\n`)).toEqual([
      {
        name: 'text',
        status: 'failure',
        summary: expect.stringMatching(/^2 lines hold characters/),
        details: [`docs/a.md:2 holds ${name}`, `docs/a.md:3 holds ${name}`],
      },
    ]);
  });

  it('stays short for a file full of them', () => {
    const [{ summary, details }] = check('\u200b\n'.repeat(10_000));
    expect(summary).toContain('10000 lines');
    expect(details).toHaveLength(50);
  });
});
