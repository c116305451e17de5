import { describeAuthor, shortName } from './describeAuthor';

describe('describeAuthor', () => {
  it('names people and agents', () => {
    expect(describeAuthor({ ref: 'user:default/founder', kind: 'human' })).toBe(
      'founder',
    );
    expect(describeAuthor({ ref: 'user:agents/sre', kind: 'agent' })).toBe(
      'agent sre',
    );
    expect(
      describeAuthor({
        ref: 'user:agents/sre',
        kind: 'agent',
        onBehalfOf: 'user:default/founder',
      }),
    ).toBe('agent sre for founder');
  });
});

describe('shortName', () => {
  it('keeps a text that is no entity ref', () => {
    expect(shortName('ZeroTouch <portal@x.invalid>')).toContain('ZeroTouch');
    expect(shortName('a b:c/d')).toBeTruthy();
  });
});
