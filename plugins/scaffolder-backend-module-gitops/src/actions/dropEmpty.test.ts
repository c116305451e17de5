import { dropEmpty } from './dropEmpty';

describe('dropEmpty', () => {
  it.each([
    ['null', { snapshot: null, size: 'small' }, { size: 'small' }],
    ['undefined', { hostname: undefined, port: 80 }, { port: 80 }],
    ['null inside', { a: { b: null, c: 1 } }, { a: { c: 1 } }],
    ['null in lists', { a: [null, { b: null, c: 1 }] }, { a: [{ c: 1 }] }],
  ])('drops %s', (_, given, expected) => {
    expect(dropEmpty(given)).toEqual(expected);
  });

  it('keeps values that only look empty', () => {
    const given = { env: { EMPTY: '' }, min: 0, evict: false, args: [] };
    expect(dropEmpty(given)).toEqual(given);
  });

  it('leaves what it was given as it was', () => {
    const given = { a: { b: null } };
    dropEmpty(given);
    expect(given).toEqual({ a: { b: null } });
  });
});
