import { mockServices } from '@backstage/backend-test-utils';
import { createHash } from 'node:crypto';
import { readMcpConfig } from './readMcpConfig';

const SRE = 's'.repeat(32);
const DOCS = 'd'.repeat(40);
const digestOf = (text: string) => createHash('sha256').update(text).digest();
const tools = ['gitops:propose-claim'];

const readSection = (
  mcp: object,
  auth: object = { providers: { agent: {} } },
) =>
  readMcpConfig(
    mockServices.rootConfig({
      data: JSON.parse(JSON.stringify({ auth, kagent: { mcp } })),
    }),
  );
const read = (...agents: object[]) => readSection({ agents });

describe('readMcpConfig', () => {
  it('knows nobody by default', () => {
    expect(readMcpConfig(mockServices.rootConfig())).toEqual({
      agents: [],
      requestsPerMinute: 300,
    });
  });

  it('reads agents, with keys plain or as a digest, and keeps digests alone', () => {
    const config = read(
      { name: 'sre', key: SRE, tools },
      {
        name: 'acme-support',
        keySha256: digestOf(DOCS).toString('hex').toUpperCase(),
        tools: [],
      },
    );
    expect(config.agents).toEqual([
      { name: 'sre', keyDigest: digestOf(SRE), tools },
      { name: 'acme-support', keyDigest: digestOf(DOCS), tools: [] },
    ]);
  });

  it.each([
    ['a name that is no name', [{ name: 'SRE/x', key: SRE }], '"SRE/x"'],
    ['a short key', [{ name: 'sre', key: 'short' }], 'shorter than 32'],
    [
      'a key that no header can carry',
      [{ name: 'sre', key: `${SRE}\n` }],
      'has blanks',
    ],
    ['no key', [{ name: 'sre' }], 'either "key" or "keySha256"'],
    [
      'both keys',
      [{ name: 'sre', key: SRE, keySha256: 'a'.repeat(64) }],
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
        { name: 'docs', keySha256: digestOf(SRE).toString('hex') },
      ],
      'the key of another agent',
    ],
    [
      'a tool that names no plugin',
      [{ name: 'sre', key: SRE, tools: ['propose-claim'] }],
      '"propose-claim" in the tools of agent "sre"',
    ],
    [
      'all tools at once',
      [{ name: 'sre', key: SRE, tools: ['*:*'] }],
      '"*:*" in the tools',
    ],
    [
      'two tools of one name',
      [{ name: 'sre', key: SRE, tools: ['a:query', 'b:query'] }],
      '"a:query" and "b:query"',
    ],
  ])('refuses %s', (_, agents, message) => {
    expect(() => read(...agents.map(agent => ({ tools, ...agent })))).toThrow(
      message,
    );
  });

  it('refuses agents without a list of tools', () => {
    expect(() => read({ name: 'sre', key: SRE })).toThrow('tools');
  });

  it('refuses agents without the provider of their tokens', () => {
    expect(() =>
      readSection({ agents: [{ name: 'sre', key: SRE, tools }] }, {}),
    ).toThrow('auth.providers.agent: {}');
  });

  it.each([0, -1, 1.5])('refuses %d requests a minute', requestsPerMinute => {
    expect(() => readSection({ requestsPerMinute })).toThrow('whole number');
  });

  it('never puts a key into a message', () => {
    expect(() => read({ name: 'sre', key: 'hunter2', tools })).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('hunter2'),
      }),
    );
  });
});
