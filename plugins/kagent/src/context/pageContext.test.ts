import { findOtherDoc, findPageContext } from './pageContext';

it.each([
  [
    '/catalog/acme/resource/xpostgres-orders-db',
    { kind: 'entity', ref: 'resource:acme/xpostgres-orders-db' },
  ],
  [
    '/catalog/default/API/xpostgres/definition',
    { kind: 'entity', ref: 'api:default/xpostgres' },
  ],
  [
    '/claims/acme/XWebService/web/edit',
    { kind: 'entity', ref: 'component:acme/xwebservice-web' },
  ],
  ['/approvals/42', { kind: 'proposal', number: 42 }],
  [
    '/docs/default/component/zerotouch/runbooks/restore/',
    { kind: 'doc', path: 'docs/runbooks/restore.md' },
  ],
  [
    '/docs/default/component/zerotouch/index.html',
    { kind: 'doc', path: 'docs/index.md' },
  ],
  ['/docs/default/component/zerotouch', { kind: 'doc', path: 'docs/index.md' }],
])('knows that %s is about %j', (pathname, context) => {
  expect(findPageContext(pathname)).toEqual(context);
});

it.each([
  '/',
  '/catalog',
  '/catalog/default/api',
  '/approvals',
  '/approvals/tools/c1/p1',
  '/approvals/0',
  '/docs/default/component/other/x/',
])('has nothing for %s', pathname => {
  expect(findPageContext(pathname)).toBeUndefined();
});

it('takes an address that is not well encoded as it stands', () => {
  expect(findPageContext('/catalog/acme/resource/50%')).toEqual({
    kind: 'entity',
    ref: 'resource:acme/50%',
  });
});

it('tries the page of a folder for a file that is not there', () => {
  expect(findOtherDoc({ kind: 'doc', path: 'docs/runbooks.md' })).toEqual({
    kind: 'doc',
    path: 'docs/runbooks/index.md',
  });
  expect(
    findOtherDoc({ kind: 'doc', path: 'docs/runbooks/index.md' }),
  ).toBeUndefined();
  expect(findOtherDoc({ kind: 'proposal', number: 1 })).toBeUndefined();
});
