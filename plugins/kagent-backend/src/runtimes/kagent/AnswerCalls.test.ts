import { AnswerCalls } from './AnswerCalls';

function outputOf(result: unknown): unknown {
  const calls = new AnswerCalls(() => 0);
  calls.tellCall({ id: 'a', name: 'read', args: {} });
  const [event] = calls.tellResponse({
    id: 'a',
    name: 'read',
    response: { result },
  });
  return event.type === 'tool-output-available' ? event.output : event;
}

describe('the result of a tool', () => {
  it.each<[string, unknown, unknown]>([
    ['a text', 'password: hunter22', 'password: [removed password]'],
    ['a field', { password: 'hunter22' }, { password: '[removed password]' }],
    [
      'JSON in a text',
      [{ text: '{"token": "abc123def"}' }],
      [{ text: '{"token": "[removed password]"}' }],
    ],
  ])('loses a secret in %s', (_, result, kept) => {
    expect(outputOf(result)).toEqual(kept);
  });

  it.each([['pods: 3'], [{ items: [{ name: 'a', ready: true }] }], [null]])(
    'stays %j',
    result => {
      expect(outputOf({ of: result })).toEqual({ of: result });
    },
  );
});
