/**
 * Every file under `platform/04-apis/<lego>/tests/invalid` is refused with exactly the finding that its first line expects:
 * `# expect: <line>:<column> <message>`.
 */
import { createTestTree, readRepository } from '../__testing__/repository';
import { validateClaim } from './validateClaim';

const tree = createTestTree();
const files = readRepository('platform/04-apis').filter(({ path }) =>
  path.includes('/tests/invalid/'),
);

/** Where the claim would lie: in the folder of acme, or of itself when it is a tenant. */
function pathOf(path: string, content: string): string {
  const lego = path.split('/')[2];
  const name = /^ {2}name: (\S+)$/m.exec(content)?.[1] ?? '';
  const tenant = path.endsWith('/unknown-tenant.yaml') ? 'initech' : 'acme';
  return lego === 'xtenant'
    ? `tenants/${name}/tenant.yaml`
    : `tenants/${tenant}/example/${lego}.yaml`;
}

it('covers every lego, with at least 25 refusals', () => {
  expect(files.length).toBeGreaterThanOrEqual(25);
  const legos = new Set(files.map(({ path }) => path.split('/')[2]));
  for (const kind of tree.definitions.keys()) {
    expect(legos).toContain(kind.toLowerCase());
  }
});

it.each(files)('refuses $path', ({ path, content }) => {
  const expected = content.split('\n')[0].replace('# expect: ', '');
  const { findings } = validateClaim({
    text: content,
    path: pathOf(path, content),
    tree,
  });
  const errors = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ line, column, message }) => `${line}:${column} ${message}`);
  expect(errors).toEqual([expected]);
});
