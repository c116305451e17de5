import { Check } from '@zerotouch/plugin-gitops-common';
import {
  fromCheckRun,
  fromCommitStatus,
  sortChecks,
  toCheckRun,
  toCommitStatus,
} from './checkRuns';

const check = (status: Check['status'], details: string[] = []): Check => ({
  name: 'render',
  status,
  summary: 'One sentence.',
  details,
});

describe('checks on GitHub', () => {
  it.each(['pending', 'success', 'failure', 'neutral'] as const)(
    'come back from a check run as they were: %s',
    status => {
      for (const details of [[], ['a:1 wrong', 'b:2 wrong too']]) {
        const run = toCheckRun(check(status, details));
        const { conclusion } = { conclusion: undefined, ...run };
        const shown = {
          name: run.name,
          status: run.status,
          conclusion: conclusion ?? null,
          output: { text: null, ...run.output },
        };
        expect(fromCheckRun(shown)).toEqual(check(status, details));
      }
    },
  );

  it.each([
    ['success', 'success'],
    ['skipped', 'neutral'],
    ['cancelled', 'failure'],
    ['timed_out', 'failure'],
    ['action_required', 'failure'],
    ['of the future', 'failure'],
  ])('reads the conclusion %s as %s', (conclusion, status) => {
    const output = { title: 'Lint', summary: 'x'.repeat(9_999), text: null };
    const run = { name: 'CI', status: 'completed', conclusion, output };
    expect(fromCheckRun(run)).toEqual({
      name: 'CI',
      status,
      summary: 'Lint',
      details: [],
    });
  });

  it('fit into a commit status without their details', () => {
    const long = { ...check('failure', ['a']), summary: 'y'.repeat(200) };
    const status = toCommitStatus(long);
    expect(status.description).toHaveLength(140);
    expect(fromCommitStatus(status)).toMatchObject({
      name: 'render',
      status: 'failure',
      details: [],
    });
  });

  it('are sorted, the first of a name only', () => {
    const other = { ...check('success'), name: 'lint' };
    expect(sortChecks([check('failure'), other, check('success')])).toEqual([
      other,
      check('failure'),
    ]);
  });
});
