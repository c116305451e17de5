import { shortRef } from './shortRef';

it.each([
  ['user:default/founder', 'founder'],
  ['user:agents/sre', 'sre'],
  ['somebody', 'somebody'],
  ['user:odd', 'user:odd'],
])('shortens %s to %s', (ref, expected) => {
  expect(shortRef(ref)).toBe(expected);
});
