import { parseClaimText } from './parseClaimText';

const head = 'apiVersion: platform.zerotouch.dev/v1alpha1\nkind: XPostgres\n';

it('reads claims as they are written', () => {
  const text = `${head}metadata:\n  name: a\nspec:\n  size: micro\n---\n${head}metadata:\n  name: b\n`;
  const { documents } = parseClaimText(text);
  expect(documents.map(({ claim }) => claim?.spec)).toEqual([
    { size: 'micro' },
    {},
  ]);
});

it.each([
  ['- a', 1, 1, 'A claim must be a mapping'],
  ['kind: XPostgres', 1, 1, 'apiVersion must be given as text.'],
  ['apiVersion: 1\nkind: X', 1, 13, 'apiVersion must be given as text.'],
  [head, 1, 1, 'metadata must be a mapping with a name.'],
  [`${head}metadata: x`, 3, 11, 'metadata must be a mapping with a name.'],
  [`${head}metadata: {}`, 3, 11, 'metadata.name must be given as text.'],
  [`${head}metadata:\n  name: 7`, 4, 9, 'metadata.name must be given as text.'],
  [
    `${head}metadata:\n  name: a\n  namespace: [b]`,
    5,
    14,
    'metadata.namespace must be text.',
  ],
  [
    `${head}metadata:\n  name: a\n  labels:\n    on: true`,
    5,
    3,
    'metadata.labels must be a mapping of text to text',
  ],
  [`${head}metadata:\n  name: a\nspec: small`, 5, 7, 'spec must be a mapping.'],
])('refuses %j', (text, line, column, message) => {
  const [{ claim, findings }] = parseClaimText(text).documents;
  expect(claim).toBeUndefined();
  expect(findings).toMatchObject([{ rule: 'parse', line, column }]);
  expect(findings[0].message).toContain(message);
});
