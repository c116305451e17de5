import { foldCase } from './foldCase';

describe('foldCase', () => {
  it.each([
    ['Orders-DB', 'orders-db'],
    ['GRÖSSE', 'grösse'],
    ['ПРИВЕТ', 'привет'],
    ['İstanbul ABC', 'İstanbul abc'],
    ['😀 A', '😀 a'],
  ])('folds %j, letter by letter', (text, folded) => {
    expect(foldCase(text)).toBe(folded);
    expect(foldCase(text)).toHaveLength(text.length);
  });
});
