import { ClaimCase, Verdict } from './ClaimCase';
import { compareVerdicts } from './compareVerdicts';

const claim = (over: Partial<ClaimCase> = {}): ClaimCase => ({
  file: 'tenants/acme/a/xpostgres.yaml',
  object: { kind: 'XPostgres', metadata: { name: 'a' } },
  rules: [],
  refusedBySchema: false,
  ...over,
});
const verdict = (over: Partial<Verdict> = {}): Verdict => ({
  kind: 'XPostgres',
  name: 'a',
  refused: false,
  reasons: [],
  ...over,
});
const refusedByUs = claim({ rules: ['cel'], refusedBySchema: true });
const refused = verdict({ refused: true, reasons: ['size: no'] });

it.each([
  ['both accept', claim(), verdict()],
  ['both refuse', refusedByUs, refused],
  ['only a rule of our own refuses', claim({ rules: ['quota'] }), verdict()],
])('agrees when %s', (_name, item, said) => {
  expect(compareVerdicts([item], [said])).toEqual([]);
});

it.each([
  [
    'only Crossplane refuses',
    [claim()],
    [refused],
    /Crossplane refuses it \(size: no\)/,
  ],
  [
    'only our schema refuses',
    [refusedByUs],
    [verdict()],
    /refuses it \(cel\), but Crossplane accepts/,
  ],
  [
    'a rule of our own refuses and Crossplane too',
    [claim({ rules: ['quota'] })],
    [refused],
    /our schema rules accept/,
  ],
  ['an answer is missing', [claim(), claim()], [verdict()], /judged 1 claims/],
  [
    'the order changed',
    [claim()],
    [verdict({ name: 'b' })],
    /order of its answers/,
  ],
])('disagrees when %s', (_name, cases, verdicts, message) => {
  expect(compareVerdicts(cases, verdicts)).toEqual([
    expect.stringMatching(message),
  ]);
});
