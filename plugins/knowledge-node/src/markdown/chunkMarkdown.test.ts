import { toAnchor, uniqueAnchor } from './anchors';
import { chunkMarkdown } from './chunkMarkdown';
import { toDocsUrl } from './docsUrl';
import { readHeadings } from './readHeadings';

/** Expected values printed by Python-Markdown 3 with `toc` and `pymdownx.extra`, on this very document. */
const golden: [markdown: string, anchor: string, text: string][] = [
  ['# Add a Dragonfly cache', 'add-a-dragonfly-cache', 'Add a Dragonfly cache'],
  ['## Steps', 'steps', 'Steps'],
  ['## Steps', 'steps_1', 'Steps'],
  ['## Steps', 'steps_2', 'Steps'],
  ['## Steps_1', 'steps_3', 'Steps_1'],
  ["## What's `spec.size`?", 'whats-specsize', "What's spec.size?"],
  ['## A & B -- C', 'a-b-c', 'A & B -- C'],
  ['## Über die Größe', 'uber-die-groe', 'Über die Größe'],
  ['## 日本語', '_1', '日本語'],
  [
    '## [Link text](https://x.y/z) and **bold**',
    'link-text-and-bold',
    'Link text and bold',
  ],
  ['## Custom {#my-id}', 'my-id', 'Custom'],
  ['## Custom two {: #other .cls }', 'other', 'Custom two'],
  ['## v1.2.3: 10 GB/s', 'v123-10-gbs', 'v1.2.3: 10 GB/s'],
  ['## Trailing ##', 'trailing', 'Trailing'],
  ['Setext heading\n--------------', 'setext-heading', 'Setext heading'],
  [
    '## snake_case and-dash  --  more',
    'snake_case-and-dash-more',
    'snake_case and-dash  --  more',
  ],
  ['## <b>html</b> &amp; entity', 'html-entity', 'html & entity'],
  ['## ![alt](x.png) image', 'image', 'image'],
  ['## 日本', '_2', '日本'],
  ['### C# and C++', 'c-and-c', 'C# and C++'],
  ['## Emoji 🎉 here', 'emoji-here', 'Emoji 🎉 here'],
];

describe('readHeadings', () => {
  it('gives the anchors of the docs site', () => {
    const document = golden.map(([markdown]) => markdown).join('\n\ntext\n\n');
    expect(
      readHeadings(document).map(({ anchor, text }) => [anchor, text]),
    ).toEqual(golden.map(([, anchor, text]) => [anchor, text]));
  });

  it('takes no heading from code', () => {
    const document = [
      '# Real',
      '```yaml\n# comment\n## other\n```',
      '~~~\n# tilde\n~~~',
      '    # indented',
      '<!--\n# comment\n-->',
    ].join('\n\n');
    expect(readHeadings(document).map(heading => heading.text)).toEqual([
      'Real',
    ]);
  });

  it('counts headings inside quotes for anchors, but marks them', () => {
    const headings = readHeadings('> # Steps\n\n# Steps\n\ntext');
    expect(headings).toMatchObject([
      { anchor: 'steps', topLevel: false },
      { anchor: 'steps_1', topLevel: true },
    ]);
  });
});

describe('anchors', () => {
  it.each([
    ['Hello, World!', 'hello-world'],
    ['  spaced   out  ', 'spaced-out'],
    ['a_b-c', 'a_b-c'],
    ['ﬁ ligature', 'fi-ligature'],
    ['…', ''],
  ])('toAnchor(%j) is %j', (heading, anchor) => {
    expect(toAnchor(heading)).toBe(anchor);
  });

  it('counts up from a suffix that is already there', () => {
    const used = new Set(['a', 'a_1', 'a_9']);
    expect(uniqueAnchor('a', used)).toBe('a_2');
    expect(uniqueAnchor('a_9', used)).toBe('a_10');
    expect(uniqueAnchor('', used)).toBe('_1');
  });
});

describe('toDocsUrl', () => {
  it.each([
    ['docs/index.md', undefined, '/docs/default/component/zerotouch/'],
    [
      'docs/runbooks/restore.md',
      'steps',
      '/docs/default/component/zerotouch/runbooks/restore/#steps',
    ],
    [
      'docs/runbooks/README.md',
      undefined,
      '/docs/default/component/zerotouch/runbooks/',
    ],
    ['docs/specs/index.md', 'a', '/docs/default/component/zerotouch/specs/#a'],
    [
      'docs/index-of-things.md',
      undefined,
      '/docs/default/component/zerotouch/index-of-things/',
    ],
    ['docs/a b.md', undefined, '/docs/default/component/zerotouch/a%20b/'],
  ])('%s, %s', (path, anchor, url) => {
    expect(toDocsUrl(path, anchor)).toBe(url);
  });
});

describe('chunkMarkdown', () => {
  const document = `---
title: "Restore a database"
owner: platform
---
Opening words.

# Restore

First part.

## Steps

1. One
\`\`\`sh
# not a heading
\`\`\`

## Empty

## Steps

Again.
`;

  it('cuts at headings, with stable ids and links', () => {
    expect(chunkMarkdown('docs/runbooks/restore.md', document)).toEqual([
      expect.objectContaining({
        id: 'docs/runbooks/restore.md',
        heading: 'Restore a database',
        text: 'Opening words.',
      }),
      expect.objectContaining({
        id: 'docs/runbooks/restore.md#restore',
        heading: 'Restore',
        text: 'First part.',
      }),
      {
        id: 'docs/runbooks/restore.md#steps',
        title: 'Restore a database',
        heading: 'Steps',
        path: 'docs/runbooks/restore.md',
        url: '/docs/default/component/zerotouch/runbooks/restore/#steps',
        text: '1. One\n```sh\n# not a heading\n```',
        keywords: '',
      },
      expect.objectContaining({
        id: 'docs/runbooks/restore.md#steps_1',
        text: 'Again.',
      }),
    ]);
  });

  it('keeps ids when another part of the document changes', () => {
    const changed = document.replace('First part.', 'First part, rewritten.');
    expect(chunkMarkdown('a.md', changed).map(({ id }) => id)).toEqual(
      chunkMarkdown('a.md', document).map(({ id }) => id),
    );
  });

  it('reads Windows line ends like any other', () => {
    expect(chunkMarkdown('a.md', document.replace(/\n/g, '\r\n'))).toEqual(
      chunkMarkdown('a.md', document),
    );
  });

  it.each([
    ['docs/a.md', '# From heading\n\ntext', 'From heading'],
    ['docs/a.md', '## Only second\n\ntext', 'Only second'],
    ['docs/backup-and-restore.md', 'text', 'Backup and restore'],
    ['docs/runbooks/README.md', 'text', 'Runbooks'],
    ['docs/a.md', '---\ntitle: Given\n---\n# Other\n\ntext', 'Given'],
  ])('titles %s %j as %s', (path, content, title) => {
    expect(chunkMarkdown(path, content)[0].title).toBe(title);
  });

  it.each(['', '# Only a heading', '---\ntitle: x\n---\n', '   \n\n'])(
    'gives nothing for %j',
    content => {
      expect(chunkMarkdown('docs/a.md', content)).toEqual([]);
    },
  );

  it.each([
    'alerts: [DiskFull, DiskSlow]\nclaims: [XPostgres]',
    'alerts:\n  - DiskFull\n  - DiskSlow\nclaims:\n- XPostgres\nseverity: high',
    'claims: XPostgres\nalerts: ["DiskFull", \'DiskSlow\']',
  ])('finds the first passage by its alerts and kinds: %j', frontMatter => {
    const passages = chunkMarkdown(
      'docs/a.md',
      `---\n${frontMatter}\n---\n# A\n\ntext\n\n## B\n\ntext`,
    );
    expect(passages.map(({ keywords }) => keywords)).toEqual([
      'DiskFull DiskSlow XPostgres',
      '',
    ]);
  });

  it('takes an unfinished front matter for text', () => {
    expect(chunkMarkdown('docs/a.md', '---\ntitle: x\n')).toHaveLength(1);
  });
});
