import { mockServices } from '@backstage/backend-test-utils';
import { AuthResolverContext } from '@backstage/plugin-auth-node';
import {
  AGENT_KEY_HEADER,
  createAgentAuthenticator,
} from './agentAuthenticator';
import { AgentKeys } from './AgentKeys';
import { signInAsAgent } from './signInAsAgent';

const KEY = 'k'.repeat(32);
const config = mockServices.rootConfig({
  data: { portal: { agents: [{ name: 'sre', key: KEY }] } },
});
const authenticator = createAgentAuthenticator(AgentKeys.fromConfig(config));

const authenticate = (headers: Record<string, string>) =>
  authenticator.authenticate(
    // Only the header is read.
    { req: { header: (name: string) => headers[name] } as never },
    authenticator.initialize({ config }),
  );

describe('agentAuthenticator', () => {
  it('turns a key into the name of its agent', async () => {
    await expect(authenticate({ [AGENT_KEY_HEADER]: KEY })).resolves.toEqual({
      result: { name: 'sre' },
    });
  });

  it.each([
    ['no key', {}],
    ['an empty key', { [AGENT_KEY_HEADER]: '' }],
    ['a wrong key', { [AGENT_KEY_HEADER]: 'x'.repeat(32) }],
    ['the key in another header', { authorization: `Bearer ${KEY}` }],
  ])('refuses %s without repeating it', async (_, headers) => {
    await expect(authenticate(headers)).rejects.toMatchObject({
      name: 'AuthenticationError',
      message: expect.not.stringMatching(/x{32}|k{32}/),
    });
  });

  it('issues a token whose only ownership is the agent', async () => {
    const issueToken = jest.fn(async () => ({ token: 'token' }));
    await signInAsAgent({ profile: {}, result: { name: 'sre' } }, {
      issueToken,
    } as Partial<AuthResolverContext> as AuthResolverContext);
    expect(issueToken).toHaveBeenCalledWith({
      claims: { sub: 'user:agents/sre', ent: ['user:agents/sre'] },
    });
  });
});
