import { toDecision } from './toDecision';

const pod = { id: 'a', name: 'delete_pod', args: {} };
const job = { id: 'b', name: 'delete_job', args: {} };
const ask = { id: 'q', name: 'ask_user', args: {} };
const approve = (toolCallId: string) => ({ toolCallId, approved: true });
const reject = (toolCallId: string, reason?: string) => ({
  toolCallId,
  approved: false,
  reason,
});

describe('toDecision', () => {
  it('names every call, the approved and the rejected', () => {
    expect(
      toDecision({
        pending: [pod, job],
        decisions: [reject('b', 'It runs at night.'), approve('a')],
      }),
    ).toEqual({
      decision_type: 'batch',
      decisions: { a: 'approve', b: 'reject' },
      rejection_reasons: { b: 'It runs at night.' },
    });
  });

  it.each([
    ['a call left out', [approve('a')]],
    ['a call that does not wait', [approve('a'), approve('b'), approve('c')]],
    ['a call twice', [approve('a'), approve('a')]],
    ['nothing', []],
  ])('refuses %s', (_, decisions) => {
    expect(() => toDecision({ pending: [pod, job], decisions })).toThrow(
      'waits with other calls',
    );
  });

  it('refuses anything when nothing waits', () => {
    expect(() => toDecision({ pending: [], decisions: [] })).toThrow(
      'waits with other calls',
    );
  });

  it('gives answers when only a question waits', () => {
    expect(
      toDecision({
        pending: [ask],
        decisions: [approve('q')],
        answers: [['a'], ['b', 'c']],
      }),
    ).toEqual({
      decision_type: 'approve',
      ask_user_answers: [{ answer: ['a'] }, { answer: ['b', 'c'] }],
    });
  });

  it('never answers while another call waits, for that would approve it', () => {
    expect(() =>
      toDecision({
        pending: [ask, pod],
        decisions: [approve('q'), reject('a')],
        answers: [['a']],
      }),
    ).toThrow('would approve those');
    expect(
      toDecision({
        pending: [ask, pod],
        decisions: [reject('q'), reject('a')],
      }),
    ).toMatchObject({ decisions: { q: 'reject', a: 'reject' } });
  });

  it.each([
    ['a question approved without answers', [approve('q')], undefined],
    ['answers to a rejected question', [reject('q')], [['a']]],
  ])('refuses %s', (_, decisions, answers) => {
    expect(() => toDecision({ pending: [ask], decisions, answers })).toThrow(
      'answered by approving it together',
    );
  });

  it('refuses answers when no question waits', () => {
    expect(() =>
      toDecision({
        pending: [pod],
        decisions: [approve('a')],
        answers: [['x']],
      }),
    ).toThrow('answered by approving it together');
  });
});
