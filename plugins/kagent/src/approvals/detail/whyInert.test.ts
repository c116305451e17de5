import type { Proposal } from '@zerotouch/plugin-gitops-common';
import { createProposal, storageChange } from '../__testUtils__/fixtures';
import { type ApproveConditions, whyInert } from './whyInert';

const live: ApproveConditions = {
  proposal: createProposal(),
  seen: [storageChange.path],
  isBehind: false,
  canDecide: true,
};
const of = (overrides: Partial<Proposal>) => ({
  ...live,
  proposal: createProposal(overrides),
});

it('is live when the whole change was shown and it merges', () => {
  expect(whyInert(live)).toBeUndefined();
});

it.each([
  ['nothing shown', { ...live, seen: [] }, /^Look at the change of tenants/],
  [
    'two files not shown',
    {
      ...of({
        files: ['a', 'b', 'c'].map(path => ({ ...storageChange, path })),
      }),
      seen: ['b'],
    },
    /2 files are not shown yet/,
  ],
  ['a new head', { ...live, isBehind: true }, /new version/],
  ['no permission', { ...live, canDecide: false }, /another role/],
  ['conflicts', of({ mergeable: false, conflicts: ['a'] }), /conflicts/],
  ['not known yet', of({ mergeable: null }), /Finding out/],
  ['not mergeable', of({ mergeable: false }), /cannot be merged/],
])('is inert with %s', (_, conditions, reason) => {
  expect(whyInert(conditions)).toMatch(reason);
});
