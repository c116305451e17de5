import { createProposal } from '../__testUtils__/fixtures';
import { toSummary } from '../toSummary';
import { filterProposals } from './filterProposals';

const all = [
  toSummary(createProposal()),
  toSummary(
    createProposal({
      number: 7,
      title: 'Docs: runbook for consumer lag',
      author: { ref: 'user:default/founder', kind: 'human' },
      tenants: [],
    }),
  ),
];

it.each([
  ['', [42, 7]],
  ['  ', [42, 7]],
  ['ORDERS', [42]],
  ['agent acme', [42]],
  ['founder', [7]],
  ['#7', [7]],
  ['orders founder', []],
])('finds with %j the proposals %j', (query, numbers) => {
  expect(filterProposals(all, query).map(p => p.number)).toEqual(numbers);
});
