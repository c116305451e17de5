import { toAuthor, toCommitIdentity } from './identities';

describe('identities', () => {
  it.each([
    ['user:default/founder', 'founder', 'founder@default.user'],
    ['user:founder', 'founder', 'founder@default.user'],
    ['user:agents/sre', 'agents/sre', 'sre@agents.user'],
  ])('turns %s into a name and an address', (ref, name, address) => {
    expect(toCommitIdentity({ ref, kind: 'human' })).toEqual({
      name,
      email: `${address}.zerotouch.invalid`,
    });
  });

  it('knows agents by their namespace', () => {
    expect(toAuthor('user:agents/sre').kind).toBe('agent');
    expect(toAuthor('User:Agents/sre').kind).toBe('agent');
    expect(toAuthor('user:default/agents').kind).toBe('human');
  });
});
