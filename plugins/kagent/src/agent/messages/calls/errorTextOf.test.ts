import { errorTextOf } from './errorTextOf';

it.each<[unknown, string | undefined]>([
  ['No such pod.', 'No such pod.'],
  [{ error: 'No such pod.' }, 'No such pod.'],
  [{ error: { name: 'E', message: 'No such pod.' } }, 'No such pod.'],
  [
    {
      content: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
    },
    'a\nb',
  ],
  [{ message: ' ', error: 'x' }, 'x'],
  [{ code: 3 }, undefined],
  [undefined, undefined],
  ['', undefined],
])('finds in %j the words %j', (output, text) => {
  expect(errorTextOf(output)).toBe(text);
});
