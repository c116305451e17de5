import { readSpec, replay, writeSpec } from './claimText';

const claim = { kind: 'XPostgres', name: 'db' };
const file = (spec: string) =>
  `# Ours.\nkind: XPostgres\nmetadata: { name: db }\nspec:\n${spec}`;

describe('readSpec', () => {
  it('reads the spec of the claim among other documents', () => {
    expect(
      readSpec(
        `kind: XDragonfly\nmetadata: { name: db }\n---\n${file('  a: 1\n')}`,
        claim,
      ),
    ).toEqual({ result: 'ok', spec: { a: 1 } });
  });
  it('says the line that is broken', () => {
    expect(readSpec(file('  a: [\n'), claim)).toMatchObject({
      result: 'refused',
      message: expect.stringMatching(/^Line \d+ is not valid YAML/),
    });
  });
  it('says that the claim is gone', () => {
    expect(
      readSpec('kind: XPostgres\nmetadata: { name: other }\n', claim),
    ).toEqual({
      result: 'refused',
      message: 'The file no longer holds XPostgres “db”.',
    });
  });
});

describe('writeSpec', () => {
  it('changes the field and keeps the comment', () => {
    expect(writeSpec(file('  a: 1 # one\n'), 0, { a: 1 }, { a: 2 })).toEqual({
      result: 'ok',
      text: file('  a: 2 # one\n'),
    });
  });
  it('says when only the YAML can be changed', () => {
    const text = 'x: &x { a: 1 }\nspec: *x\n';
    expect(writeSpec(text, 0, { a: 1 }, { a: 2 })).toMatchObject({
      result: 'refused',
      message: expect.stringContaining('in the YAML'),
    });
  });
});

describe('replay', () => {
  const run = (base: string, mine: string, now: string) =>
    replay({
      claim,
      base: file(base),
      mine: file(mine),
      theirs: { text: file(now), documentIndex: 0 },
    });
  it('puts a change on top of another one', () => {
    expect(
      run('  a: 1\n  b: 1\n', '  a: 2\n  b: 1\n', '  a: 1\n  b: 3 # now\n'),
    ).toBe(file('  a: 2\n  b: 3 # now\n'));
  });
  it.each([
    ['the same field', '  a: 1\n', '  a: 2\n', '  a: 3\n'],
    [
      'a field in a group that went',
      '  a:\n    b: 1\n',
      '  a:\n    b: 2\n',
      '  {}\n',
    ],
    ['nothing', '  a: 1\n', '  a: 1 # note\n', '  a: 2\n'],
    ['what cannot be read', '  a: 1\n', '  a: [\n', '  a: 2\n'],
  ])('leaves %s to the person', (_, base, mine, now) => {
    expect(run(base, mine, now)).toBeUndefined();
  });
});
