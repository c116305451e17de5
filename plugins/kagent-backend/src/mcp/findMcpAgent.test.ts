import { createHash } from 'node:crypto';
import { findMcpAgent } from './findMcpAgent';
import { McpAgent } from './McpAgent';

const SRE = 's'.repeat(32);
const DOCS = 'd'.repeat(32);
const toAgent = (name: string, key: string): McpAgent => ({
  name,
  keyDigest: createHash('sha256').update(key).digest(),
  tools: [],
});
const agents = [toAgent('sre', SRE), toAgent('docs', DOCS)];

describe('findMcpAgent', () => {
  it.each([
    ['sre', SRE],
    ['docs', DOCS],
  ])('finds %s by its own key', (name, key) => {
    expect(findMcpAgent(agents, { name, key })?.name).toBe(name);
  });

  it.each([
    ['the key of another', 'sre', DOCS],
    ['no key', 'sre', ''],
    ['a longer key', 'sre', `${SRE}s`],
    ['the digest of its key', 'sre', agents[0].keyDigest.toString('hex')],
    ['an unknown name', 'nobody', SRE],
    ['a name in capitals', 'SRE', SRE],
    ['a name of every object', 'constructor', SRE],
  ])('finds nobody for %s', (_, name, key) => {
    expect(findMcpAgent(agents, { name, key })).toBeUndefined();
  });
});
