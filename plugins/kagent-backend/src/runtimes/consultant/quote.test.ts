import { renderBlockQuote, toQuote, withoutCode } from './quote';

describe('toQuote', () => {
  const text = `About the disk.

How to restore the rows:

1. Choose the moment.
2. Open a proposal.

   With a paragraph inside.

\`\`\`sh
# first

psql --command "select 1"
\`\`\`

The end.`;

  it('begins with the block that fits best, and the sentence that leads to it', () => {
    expect(toQuote(text, 'choose a moment')).toMatch(
      /^How to restore the rows:\n\n1\. Choose/,
    );
    expect(toQuote(text, 'disk')).toMatch(/^About the disk/);
    expect(toQuote(text, 'nothing of it')).toMatch(/^About the disk/);
  });

  it('keeps lists and code whole', () => {
    const quote = toQuote(text, 'psql command');
    expect(quote).toContain('```sh\n# first\n\npsql --command "select 1"\n```');
    expect(toQuote(text, 'moment')).toContain(
      '2. Open a proposal.\n\n   With a paragraph inside.',
    );
  });

  it('is not long', () => {
    const long = Array.from(
      { length: 50 },
      (_, i) => `Block ${i} ${'x'.repeat(90)}`,
    );
    expect(toQuote(long.join('\n\n'), 'block').length).toBeLessThan(800);
    const one = `\`\`\`\n${'line of code\n'.repeat(500)}\`\`\``;
    const quote = toQuote(one, 'code');
    expect(quote.length).toBeLessThan(1_700);
    expect(quote.match(/```/g)).toHaveLength(2);
  });

  it.each([
    ['[a page](../specs/a.md#b) here', 'a page here'],
    ['[a](https://x.y/(z)) b', 'a b'],
    ['![picture](https://evil.example/x.png)', 'picture'],
    ['[ref][1]\n\n[1]: https://evil.example', 'ref'],
    ['<script>alert(1)</script> text', 'alert(1) text'],
    ['<https://example.com>', '`https://example.com`'],
    ['see https://evil.example/a, now', 'see `https://evil.example/a`, now'],
    ['`<name>` stays', '`<name>` stays'],
    ['```\n<b>[x](y)</b>\n```', '```\n<b>[x](y)</b>\n```'],
    ['a < b and c > d', 'a < b and c > d'],
  ])('takes links and HTML out of %j', (markdown, quote) => {
    expect(toQuote(markdown, '')).toBe(quote);
  });

  it('gives nothing for nothing', () => {
    expect(toQuote('  \n\n', 'x')).toBe('');
  });
});

it('renderBlockQuote marks every line', () => {
  expect(renderBlockQuote('a\n\nb')).toBe('> a\n>\n> b');
});

it.each([
  ['a\n\nThis is it:\n\n```yaml\nx: 1\n\ny: 2\n```\n\nb', 'a\n\nb'],
  ['```\nx\n```', ''],
  ['no code: here\n\nb', 'no code: here\n\nb'],
])('withoutCode leaves out code and what leads to it: %j', (text, kept) => {
  expect(withoutCode(text)).toBe(kept);
});
