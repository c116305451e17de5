/** Whatever a text holds, validation ends in findings, never in an exception. The generator is seeded: a failure can be repeated. */
import { stringify } from 'yaml';
import { createTestTree, readRepository } from '../__testing__/repository';
import { parseClaimText } from '../claim/parseClaimText';
import { readPlatformTree } from '../tree/readPlatformTree';
import { validateClaim } from './validateClaim';

const tree = createTestTree();
const examples = readRepository('platform/04-apis')
  .filter(({ path }) => path.includes('/examples/'))
  .map(({ content }) => content);

/** Mulberry32: a small generator with a seed. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const SCALARS: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  NaN,
  Infinity,
  '',
  'x',
  '__proto__',
  'constructor',
  '\u0000',
  '💥',
  '2026-11-20T10:15:00Z',
  'a'.repeat(5000),
];
const KEYS = [
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'name',
  'namespace',
  'annotations',
  'size',
  'storageGB',
  'databases',
  'restore',
  'from',
  'env',
  'scaling',
  'snapshot',
  'volume',
  '__proto__',
  'constructor',
  'toString',
  '',
  '~/',
];
const KINDS = [...tree.definitions.keys(), 'XNothing', 'Deployment'];

function arbitrary(random: (below: number) => number, depth: number): unknown {
  const choice = random(depth > 3 ? 1 : 3);
  if (choice === 0) {
    return SCALARS[random(SCALARS.length)];
  }
  const length = random(5);
  if (choice === 1) {
    return Array.from({ length }, () => arbitrary(random, depth + 1));
  }
  return Object.fromEntries(
    Array.from({ length }, () => [
      KEYS[random(KEYS.length)],
      arbitrary(random, depth + 1),
    ]),
  );
}

function expectOnlyFindings(text: string) {
  const { findings } = validateClaim({
    text,
    path: 'tenants/acme/x/y.yaml',
    tree,
  });
  for (const finding of findings) {
    expect(finding.message).not.toBe('');
    expect(finding.line).toBeGreaterThanOrEqual(1);
    expect(finding.column).toBeGreaterThanOrEqual(1);
  }
  return findings;
}

it('survives arbitrary values as JSON and as YAML', () => {
  expect.hasAssertions();
  const random = createRandom(1);
  for (let run = 0; run < 400; run++) {
    const value = arbitrary(random, 0);
    expectOnlyFindings(JSON.stringify(value) ?? '');
    expectOnlyFindings(stringify(value));
  }
});

it('survives arbitrary specs of real kinds', () => {
  expect.hasAssertions();
  const random = createRandom(2);
  for (let run = 0; run < 400; run++) {
    const kind = KINDS[random(KINDS.length)];
    expectOnlyFindings(
      JSON.stringify({
        apiVersion: 'platform.zerotouch.dev/v1alpha1',
        kind,
        metadata: { name: 'x', namespace: 'acme' },
        spec: arbitrary(random, 0),
      }),
    );
  }
});

it('survives examples with characters lost, doubled or replaced', () => {
  expect.hasAssertions();
  const random = createRandom(3);
  const junk = [
    '\t',
    '{',
    '}',
    '[',
    ':',
    '-',
    '&a ',
    '*a',
    '|',
    '"',
    '\n',
    '!',
  ];
  for (let run = 0; run < 600; run++) {
    const text = examples[random(examples.length)];
    const at = random(text.length);
    const mutated =
      text.slice(0, at) +
      junk[random(junk.length)].repeat(random(3)) +
      text.slice(at + random(4));
    expectOnlyFindings(mutated);
    readPlatformTree([{ path: 'tenants/acme/x/y.yaml', content: mutated }]);
  }
});

const bomb = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from(
    { length: 9 },
    (_, index) =>
      `a${index + 1}: &a${index + 1} [${Array(10)
        .fill(`*a${index}`)
        .join(', ')}]`,
  ),
].join('\n');

it.each([
  ['an alias bomb', bomb],
  ['an alias of itself', '&a [*a]'],
  ['an unknown anchor', 'spec: *nothing'],
  ['deep nesting', '['.repeat(20_000)],
  ['deep nesting that closes', '['.repeat(5_000) + ']'.repeat(5_000)],
  ['a very long text', `a: ${'x'.repeat(2_000_000)}`],
  ['a list of claims', '- kind: XPostgres\n- kind: XPostgres'],
  ['a number', '42'],
  ['a text', 'hello'],
  ['binary', '\u0000\u0001\u0002'],
  ['a byte order mark', '\uFEFFkind: XPostgres'],
  ['a complex key', '? [a, b]\n: c'],
  ['a custom tag', 'a: !!js/function "x"'],
  ['a prototype', '{"__proto__": {"kind": "XPostgres"}}'],
])('refuses %s', (_, text) => {
  expect(expectOnlyFindings(text).length).toBeGreaterThan(0);
  expect(parseClaimText(text).documents.some(({ claim }) => claim)).toBe(false);
});
