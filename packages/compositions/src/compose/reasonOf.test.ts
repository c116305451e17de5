import { reasonOf } from './reasonOf';

const observed = (status?: unknown) => ({
  apiVersion: 'v1',
  kind: 'X',
  metadata: { name: 'x' },
  status,
});
const failed = { type: 'Ready', status: 'False', message: 'no such secret.' };

it.each([
  [undefined, undefined],
  [{ phase: 'Pending' }, 'Pending'],
  [{ phase: 'Failing over', phaseReason: 'primary lost' }, 'primary lost'],
  [
    { conditions: [{ type: 'Ready', status: 'True', message: 'ok' }] },
    undefined,
  ],
  [{ conditions: [failed], phase: 'Waiting' }, 'no such secret'],
  [{ conditions: [{ status: 'False', reason: 'NoRoute' }] }, 'NoRoute'],
  [{ parents: [{ conditions: [failed] }] }, 'no such secret'],
  [{ applied: false, message: 'role\nmissing' }, 'role missing'],
  ['nonsense', undefined],
])('finds the reason in %j', (status, expected) => {
  expect(reasonOf(observed(status))).toBe(expected);
});

it('keeps it short', () => {
  expect(reasonOf(observed({ message: 'x'.repeat(500) }))).toHaveLength(161);
});
