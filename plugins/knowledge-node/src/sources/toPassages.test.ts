import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isKnowledge, toPassages } from './toPassages';

const path = 'platform/04-apis/xpostgres/definition.yaml';
const content = readFileSync(resolve(__dirname, '../../../..', path), 'utf8');

it.each([
  ['docs/runbooks/restore.md', true],
  ['docs/picture.png', false],
  [path, true],
  ['platform/04-apis/xpostgres/composition.yaml', false],
  ['tenants/acme/README.md', true],
  ['tenants/acme/orders-db/README.md', true],
  ['tenants/acme/orders-db/xpostgres.yaml', false],
  ['README.md', false],
])('%s is knowledge: %s', (file, expected) => {
  expect(isKnowledge(file)).toBe(expected);
});

describe('toPassages', () => {
  it('cuts a definition into the whole and its fields, with links to them', () => {
    const passages = toPassages([{ path, content }]);
    expect(passages[0]).toMatchObject({
      id: path,
      title: expect.stringMatching(/^XPostgres: /),
      url: '/catalog/default/api/xpostgres',
      text: expect.stringContaining('Fields of XPostgres: '),
    });
    expect(passages).toContainEqual(
      expect.objectContaining({
        id: `${path}#spec.backup`,
        heading: 'Field backup of XPostgres',
        url: '/catalog/default/api/xpostgres#spec.backup',
        text: expect.stringMatching(
          /`spec\.backup\.retentionDays` \(integer, at least 7, at most 90.*\): ./,
        ),
      }),
    );
  });

  it('leads from a README to its tenant', () => {
    const readme = {
      path: 'tenants/acme/orders-db/README.md',
      content: '# Orders\n\nWhat the orders are.',
    };
    expect(toPassages([readme])).toEqual([
      expect.objectContaining({
        id: `${readme.path}#orders`,
        url: '/catalog/default/domain/acme',
        text: 'What the orders are.',
      }),
    ]);
  });

  it('gives nothing for a definition that cannot be read, nor for other files', () => {
    expect(
      toPassages([
        { path, content: 'kind: [' },
        { path, content: 'kind: CompositeResourceDefinition' },
        { path: 'tenants/acme/orders-db/xpostgres.yaml', content },
      ]),
    ).toEqual([]);
  });
});
