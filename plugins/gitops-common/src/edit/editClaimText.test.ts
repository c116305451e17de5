import { parseAllDocuments } from 'yaml';
import { ClaimEdit, editClaimText } from './editClaimText';
import { findEdits } from './findEdits';

const FILE = `# yaml-language-server: $schema=x
---
# Kept for the shop.
apiVersion: platform.zerotouch.dev/v1alpha1
kind: XPostgres
metadata:
  name: "orders-db"   # quoted on purpose
  namespace: acme
spec:

  size: 'small' # enough until spring
  storageGB:   20
  databases:
  - name: orders   # the first
    extensions: [ pg_trgm,  hstore ]
  - {name: audit, extensions: []}

  backup: # nightly
    # Two in the morning is quiet.
    schedule: 0 2 * * *
    retentionDays: 30
  # The end.
---
# Another team's.
apiVersion: platform.zerotouch.dev/v1alpha1
kind:   XDragonfly
metadata: {name: cache, namespace: acme}
spec: {}
`;

const edit = (...edits: ClaimEdit[]) => editClaimText(FILE, 0, edits);
/** Lines that differ, as removed and added. */
function diff(after: string, before = FILE) {
  const left = before.split('\n');
  const right = after.split('\n');
  let start = 0;
  while (left[start] === right[start] && start < left.length) start += 1;
  let end = 0;
  while (
    left[left.length - 1 - end] === right[right.length - 1 - end] &&
    end < Math.min(left.length, right.length) - start
  ) {
    end += 1;
  }
  return [
    left.slice(start, left.length - end),
    right.slice(start, right.length - end),
  ];
}

describe('editClaimText', () => {
  it.each<[string, ClaimEdit, string[], string[]]>([
    [
      'a number',
      { place: ['spec', 'storageGB'], value: 40 },
      ['  storageGB:   20'],
      ['  storageGB:   40'],
    ],
    [
      'a quoted text with a comment behind it',
      { place: ['spec', 'size'], value: 'large' },
      ["  size: 'small' # enough until spring"],
      ["  size: 'large' # enough until spring"],
    ],
    [
      'a text in double quotes',
      { place: ['metadata', 'name'], value: 'a"b' },
      ['  name: "orders-db"   # quoted on purpose'],
      ['  name: "a\\"b"   # quoted on purpose'],
    ],
    [
      'a nested field',
      { place: ['spec', 'backup', 'schedule'], value: '30 4 * * *' },
      ['    schedule: 0 2 * * *'],
      ['    schedule: 30 4 * * *'],
    ],
    [
      'a new field',
      { place: ['spec', 'backup', 'note'], value: 'a: b' },
      [],
      ["    note: 'a: b'"],
    ],
    [
      'a new group behind one with comments',
      { place: ['spec', 'restore', 'from', 'claim'], value: 'old' },
      [],
      ['  restore:', '    from:', '      claim: old'],
    ],
    [
      'the removal of a field; the comment above it stays',
      { place: ['spec', 'backup', 'schedule'] },
      ['    schedule: 0 2 * * *'],
      [],
    ],
    [
      'the removal of a group',
      { place: ['spec', 'databases'] },
      [
        '  databases:',
        '  - name: orders   # the first',
        '    extensions: [ pg_trgm,  hstore ]',
        '  - {name: audit, extensions: []}',
      ],
      [],
    ],
    [
      'an item of a list in brackets',
      { place: ['spec', 'databases', 0, 'extensions', 1], value: 'a, b' },
      ['    extensions: [ pg_trgm,  hstore ]'],
      ['    extensions: [ pg_trgm,  "a, b" ]'],
    ],
    [
      'one more item in brackets',
      { place: ['spec', 'databases', 0, 'extensions', 2], value: 'citext' },
      ['    extensions: [ pg_trgm,  hstore ]'],
      ['    extensions: [ pg_trgm,  hstore, citext ]'],
    ],
    [
      'the removal of the first item in brackets',
      { place: ['spec', 'databases', 0, 'extensions', 0] },
      ['    extensions: [ pg_trgm,  hstore ]'],
      ['    extensions: [ hstore ]'],
    ],
    [
      'a field in braces',
      { place: ['spec', 'databases', 1, 'owner'], value: { a: [1] } },
      ['  - {name: audit, extensions: []}'],
      ['  - {name: audit, extensions: [], owner: { a: [1] }}'],
    ],
    [
      'an item in an empty list',
      { place: ['spec', 'databases', 1, 'extensions', 0], value: 'citext' },
      ['  - {name: audit, extensions: []}'],
      ['  - {name: audit, extensions: [citext]}'],
    ],
    [
      'one more item',
      { place: ['spec', 'databases', 2], value: { name: 'x', on: true } },
      [],
      ['  - name: x', '    on: true'],
    ],
    [
      'the removal of an item',
      { place: ['spec', 'databases', 0] },
      [
        '  - name: orders   # the first',
        '    extensions: [ pg_trgm,  hstore ]',
      ],
      [],
    ],
    [
      'the first field of an item',
      { place: ['spec', 'databases', 0, 'name'] },
      [
        '  - name: orders   # the first',
        '    extensions: [ pg_trgm,  hstore ]',
      ],
      ['  - extensions: [ pg_trgm,  hstore ]'],
    ],
  ])('makes %s and nothing else', (_, change, removed, added) => {
    expect(diff(edit(change))).toEqual([removed, added]);
  });

  it('makes a field of an empty mapping in another document', () => {
    const after = editClaimText(FILE, 1, [
      { place: ['spec', 'size'], value: 'micro' },
    ]);
    expect(diff(after)).toEqual([['spec: {}'], ['spec:', '  size: micro']]);
  });

  it('empties a group that loses its last field', () => {
    const text = 'spec:\n  a:\n    b: 1 # c\n  d: 2\n';
    expect(editClaimText(text, 0, [{ place: ['spec', 'a', 'b'] }])).toBe(
      'spec:\n  a: {} # c\n  d: 2\n',
    );
  });

  it.each([
    ['spec:\n', 'spec:\n  a: 1\n'],
    ['spec: \n# end', 'spec:\n  a: 1\n# end'],
    ['spec: null\n', 'spec:\n  a: 1\n'],
    ['kind: X', 'kind: X\nspec:\n  a: 1'],
    ['kind: X # c\r\n', 'kind: X # c\r\nspec:\r\n  a: 1\r\n'],
  ])('makes the spec where there is none: %j', (before, after) => {
    expect(editClaimText(before, 0, [{ place: ['spec', 'a'], value: 1 }])).toBe(
      after,
    );
  });

  it('writes texts of several lines and replaces them', () => {
    const once = editClaimText('spec:\n  a: 1\n  b: 2\n', 0, [
      { place: ['spec', 'a'], value: 'x\ny\n' },
    ]);
    expect(once).toBe('spec:\n  a: |\n    x\n    y\n  b: 2\n');
    expect(editClaimText(once, 0, [{ place: ['spec', 'a'], value: 'z' }])).toBe(
      'spec:\n  a: z\n  b: 2\n',
    );
  });

  it('leaves a file alone when what is removed is not there', () => {
    expect(edit({ place: ['spec', 'nothing', 'here'] })).toBe(FILE);
  });

  it.each([
    ['an alias', 'a: &x {b: 1}\nspec: *x\n', ['spec', 'b']],
    ['a value that others repeat', 'a: &x\n  b: 1\nspec: *x\n', ['a', 'b']],
    ['broken YAML', 'spec: [1\n', ['spec', 0]],
  ])('refuses %s', (_, text, place) => {
    expect(() => editClaimText(text, 0, [{ place, value: 2 }])).toThrow(
      /Change it in the YAML/,
    );
  });

  it('refuses a document that is not there', () => {
    expect(() => editClaimText('a: 1\n', 1, [{ place: ['a'] }])).toThrow(
      /none with the number 1/,
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'takes a field called %s for a field',
    name => {
      const text = editClaimText('spec:\n  a: 1\n', 0, [
        { place: ['spec', name], value: 'x' },
      ]);
      expect(text).toBe(`spec:\n  a: 1\n  ${name}: x\n`);
      expect(Object.prototype).not.toHaveProperty('x');
    },
  );

  it('says what was asked for after any change, and nothing else moves', () => {
    const values = (text: string): unknown[] =>
      parseAllDocuments(text).flatMap(item =>
        item.contents === null ? [] : [item.toJS()],
      );
    const random = createRandom(7);
    let current = FILE;
    for (let round = 0; round < 300; round += 1) {
      const [first, second] = values(current);
      const wanted = mutate(JSON.parse(JSON.stringify(first)), random);
      const after = editClaimText(current, 0, findEdits(first, wanted));
      expect(values(after)).toEqual([wanted, second]);
      expect(after.slice(after.indexOf("# Another team's"))).toBe(
        FILE.slice(FILE.indexOf("# Another team's")),
      );
      current = round % 20 === 19 ? FILE : after;
    }
  });

  it('changes a file of 2,000 lines in well under a second', () => {
    const big = Array.from({ length: 80 }, (_, index) =>
      FILE.replace('# yaml-language-server: $schema=x\n', '').replace(
        'orders-db',
        `orders-${index}`,
      ),
    ).join('');
    expect(big.split('\n').length).toBeGreaterThan(2_000);
    const start = performance.now();
    editClaimText(big, 100, [{ place: ['spec', 'storageGB'], value: 40 }]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

function createRandom(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % limit;
  };
}

const SAMPLES: unknown[] = [
  1,
  'text',
  'a: b # c',
  '- dash',
  'two\nlines',
  '',
  true,
  null,
  [],
  {},
  ['a', { b: 1 }],
  { c: { d: 'e' }, f: [1, 2] },
];

function mutate(root: any, random: (limit: number) => number): any {
  const { spec } = root;
  const targets: any[] = [spec];
  for (let index = 0; index < targets.length; index += 1) {
    for (const child of Object.values(targets[index])) {
      if (typeof child === 'object' && child !== null) targets.push(child);
    }
  }
  const target = targets[random(targets.length)];
  const keys = Object.keys(target);
  const sample = JSON.parse(JSON.stringify(SAMPLES[random(SAMPLES.length)]));
  const action = random(3);
  if (Array.isArray(target)) {
    if (action === 0) target.push(sample);
    else if (keys.length > 0 && action === 1)
      target.splice(random(keys.length), 1);
    else if (keys.length > 0) target[random(keys.length)] = sample;
  } else if (action === 0 || keys.length === 0) {
    target[`new${random(9)}`] = sample;
  } else if (action === 1) {
    delete target[keys[random(keys.length)]];
  } else {
    target[keys[random(keys.length)]] = sample;
  }
  return root;
}
