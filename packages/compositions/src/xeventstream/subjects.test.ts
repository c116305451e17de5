import { subjectCovers, subjectsOverlap } from './subjects';

it.each([
  ['acme.orders', 'acme.orders', true],
  ['acme.orders', 'acme.invoices', false],
  ['acme.orders', 'acme.orders.created', false],
  ['acme.>', 'acme.orders.created', true],
  ['acme.>', 'acme', false],
  ['acme.orders.>', 'acme.orders', false],
  ['acme.*', 'acme.orders', true],
  ['acme.*', 'acme.orders.created', false],
  ['acme.*.created', 'acme.orders.*', true],
  ['acme.*.created', 'acme.orders.deleted', false],
  ['acme.*.created', 'acme.>', true],
  ['acme.orders.>', 'acme.invoices.>', false],
])('knows whether %s and %s overlap', (left, right, overlap) => {
  expect(subjectsOverlap(left, right)).toBe(overlap);
  expect(subjectsOverlap(right, left)).toBe(overlap);
});

it.each([
  ['acme.orders', 'acme.orders', true],
  ['acme.>', 'acme.orders.created', true],
  ['acme.>', 'acme.>', true],
  ['acme.>', 'acme.*', true],
  ['acme.*', 'acme.>', false],
  ['acme.>', 'acme', false],
  ['acme.orders', 'acme.orders.created', false],
  ['acme.orders.created', 'acme.orders', false],
  ['acme.*.created', 'acme.orders.created', true],
  ['acme.orders.created', 'acme.*.created', false],
  ['acme.*.created', 'acme.*.created', true],
])('knows whether %s covers %s', (outer, inner, covers) => {
  expect(subjectCovers(outer, inner)).toBe(covers);
});
