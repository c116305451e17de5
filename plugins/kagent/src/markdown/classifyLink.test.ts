import { classifyLink } from './classifyLink';

const origin = 'https://portal.example';

it.each([
  ['/docs/a/b#c', '/docs/a/b#c'],
  ['/create?x=1', '/create?x=1'],
  ['https://portal.example/docs', '/docs'],
  ['/..//evil.example', '/evil.example'],
  ['/agent?q=delete+it', '/agent'],
  ['/agent?entity=a:b/c&%71=x&q=y#z', '/agent?entity=a%3Ab%2Fc#z'],
])('takes %s as a path of the portal', (href, path) => {
  expect(classifyLink(href, origin)).toEqual({ kind: 'internal', path });
});

it.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  'mailto:a@b.example',
])('takes %s as a foreign place', href => {
  expect(classifyLink(href, origin).kind).toBe('external');
});

it.each([
  undefined,
  '',
  // eslint-disable-next-line no-script-url -- this is what must be refused
  'javascript:alert(1)',
  // eslint-disable-next-line no-script-url -- this is what must be refused
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'blob:https://portal.example/x',
  'relative/page',
  '#anchor',
  'https://portal.example@evil.example/',
  'http://',
])('refuses %s', href => {
  expect(classifyLink(href, origin)).toEqual({ kind: 'refused' });
});
