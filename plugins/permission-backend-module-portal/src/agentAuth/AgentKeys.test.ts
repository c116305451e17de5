import { createHash } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import { AgentKeys } from './AgentKeys';

const SRE = 's'.repeat(32);
const DOCS = 'd'.repeat(40);
const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');
const read = (...agents: object[]) =>
  AgentKeys.fromConfig(
    mockServices.rootConfig({
      data: JSON.parse(JSON.stringify({ portal: { agents } })),
    }),
  );

describe('AgentKeys', () => {
  const keys = read(
    { name: 'sre', key: SRE },
    { name: 'librarian', keySha256: sha256(DOCS).toUpperCase() },
  );

  it('finds the agent of a key, given plain or as a digest', () => {
    expect(keys.findAgent(SRE)).toBe('sre');
    expect(keys.findAgent(DOCS)).toBe('librarian');
  });

  it.each(['', 'sre', `${SRE} `, sha256(DOCS)])(
    'finds nobody for the key "%s"',
    key => {
      expect(keys.findAgent(key)).toBeUndefined();
    },
  );

  it('knows nobody without configuration', () => {
    expect(
      AgentKeys.fromConfig(mockServices.rootConfig()).findAgent(SRE),
    ).toBeUndefined();
  });

  it.each([
    ['a name that is no name', [{ name: 'SRE/x', key: SRE }], '"SRE/x"'],
    ['a short key', [{ name: 'sre', key: 'short' }], 'shorter than 32'],
    ['no key', [{ name: 'sre' }], 'either "key" or "keySha256"'],
    [
      'both keys',
      [{ name: 'sre', key: SRE, keySha256: sha256(SRE) }],
      'either "key" or "keySha256"',
    ],
    ['a bad digest', [{ name: 'sre', keySha256: 'abc' }], '64 hexadecimal'],
    [
      'a name twice',
      [
        { name: 'sre', key: SRE },
        { name: 'sre', key: DOCS },
      ],
      'listed twice',
    ],
    [
      'one key for two',
      [
        { name: 'sre', key: SRE },
        { name: 'docs', keySha256: sha256(SRE) },
      ],
      'the key of another agent',
    ],
  ])('refuses %s', (_, agents, message) => {
    expect(() => read(...agents)).toThrow(message);
  });

  it('never puts a key into a message', () => {
    expect(() => read({ name: 'sre', key: 'hunter2' })).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('hunter2'),
      }),
    );
  });
});
