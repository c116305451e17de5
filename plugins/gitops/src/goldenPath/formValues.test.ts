import { dropEmpty, findDraft } from './formValues';

describe('findDraft', () => {
  it('reads the claim and leaves out what nobody filled in', () => {
    expect(
      findDraft('XDragonfly', {
        tenant: 'acme',
        name: 'cache',
        reason: 'because',
        spec: { size: 'micro', snapshot: null, limits: { cpu: undefined } },
      }),
    ).toEqual({
      kind: 'XDragonfly',
      tenant: 'acme',
      name: 'cache',
      spec: { size: 'micro' },
    });
  });

  it('has an empty spec when the form has none', () => {
    expect(findDraft('X', { tenant: 'a', name: 'b' })?.spec).toEqual({});
  });

  it.each([undefined, null, [], {}, { tenant: 'acme' }, { name: 'x' }])(
    'is not there for %j',
    values => {
      expect(findDraft('X', values)).toBeUndefined();
    },
  );

  it('is not there while the name is empty', () => {
    expect(findDraft('X', { tenant: 'acme', name: '' })).toBeUndefined();
  });
});

describe('dropEmpty', () => {
  it('keeps false, zero, empty texts and empty lists', () => {
    const value = { a: false, b: 0, c: '', d: [] };
    expect(dropEmpty(value)).toEqual(value);
  });

  it('drops null inside lists', () => {
    expect(dropEmpty([1, null, { a: null }])).toEqual([1]);
  });
});
