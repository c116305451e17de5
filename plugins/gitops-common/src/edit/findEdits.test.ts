import { findEdits } from './findEdits';

it.each<[unknown, unknown, ReturnType<typeof findEdits>]>([
  [{ a: 1 }, { a: 1 }, []],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, []],
  [{ a: 1 }, { a: 2 }, [{ place: ['a'], value: 2 }]],
  [{ a: 1 }, {}, [{ place: ['a'] }]],
  [{ a: 1 }, { a: undefined }, [{ place: ['a'] }]],
  [{}, { a: { b: 1 } }, [{ place: ['a'], value: { b: 1 } }]],
  [
    { a: { b: 1, c: 2 } },
    { a: { b: 1, c: 3 } },
    [{ place: ['a', 'c'], value: 3 }],
  ],
  [[1, 2], [1, 3], [{ place: [1], value: 3 }]],
  [[1], [1, 2], [{ place: [1], value: 2 }]],
  [[1, 2, 3], [2], [{ place: [2] }, { place: [0] }]],
  [[1, 2, 3], [4], [{ place: [], value: [4] }]],
  [{ a: [1] }, { a: { b: 1 } }, [{ place: ['a'], value: { b: 1 } }]],
])('finds what differs between %j and %j', (before, after, edits) => {
  expect(findEdits(before, after)).toEqual(edits);
});
