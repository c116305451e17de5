import { toRelease, toRemoval } from './retireChange';

const claim = { kind: 'XPostgres', tenant: 'acme', name: 'db' };
const toFile = (text: string) => ({
  path: 'tenants/acme/db/xpostgres.yaml',
  text,
  documentIndex: 0,
  mainSha: 'a'.repeat(40),
  proposals: [],
});

it('releases a claim and leaves the rest of its file', () => {
  const before = `kind: XPostgres
metadata:
  name: db # the shop's
  annotations:
    # Kept.
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
spec: {}
`;
  expect(toRelease(claim, toFile(before))).toEqual([
    {
      path: 'tenants/acme/db/xpostgres.yaml',
      content: `kind: XPostgres
metadata:
  name: db # the shop's
  annotations:
    # Kept.
    platform.zerotouch.dev/retire: db
spec: {}
`,
    },
  ]);
});

it('removes the file, or only the document when there are others', () => {
  expect(toRemoval(toFile('a: 1\n'))[0].content).toBeNull();
  expect(toRemoval(toFile('a: 1\n---\nb: 2\n'))[0].content).toBe('---\nb: 2\n');
});

it('takes the project of a tenant along', () => {
  expect(toRemoval(toFile('a: 1\n'), ['tenants/acme/project.yaml'])[1]).toEqual(
    { path: 'tenants/acme/project.yaml', content: null },
  );
});
