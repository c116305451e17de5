import { HttpAuthService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { AuthResolverContext } from '@backstage/plugin-auth-node';
import {
  AGENT_NAME_HEADER,
  createAgentAuthenticator,
} from './agentAuthenticator';
import { signInAsAgent } from './signInAsAgent';

const toToken = (typ: string) =>
  `${Buffer.from(JSON.stringify({ typ, alg: 'ES256' })).toString(
    'base64url',
  )}.e30.x`;
const PLUGIN_TOKEN = toToken('vnd.backstage.plugin');

function authenticate(options: {
  credentials: HttpAuthService['credentials'];
  token?: string;
  name?: string;
}) {
  const headers: Record<string, string | undefined> = {
    authorization: `Bearer ${options.token ?? PLUGIN_TOKEN}`,
    [AGENT_NAME_HEADER]: options.name,
  };
  const authenticator = createAgentAuthenticator({
    httpAuth: { credentials: options.credentials, issueUserCookie: jest.fn() },
  });
  return authenticator.authenticate(
    // Only headers are read.
    { req: { header: (name: string) => headers[name] } as never },
    authenticator.initialize({ config: mockServices.rootConfig() }),
  );
}

/** Answers as the real service does: a service principal, whatever else the caller is. */
const as = (subject: string) =>
  jest.fn(async () =>
    mockCredentials.service(subject),
  ) as unknown as HttpAuthService['credentials'];

describe('agentAuthenticator', () => {
  it('gives kagent-backend the agent that it names', async () => {
    const credentials = as('plugin:kagent');
    await expect(authenticate({ credentials, name: 'sre' })).resolves.toEqual({
      result: { name: 'sre' },
    });
    expect(credentials).toHaveBeenCalledWith(expect.anything(), {
      allow: ['service'],
    });
  });

  it.each([
    ['another plugin', 'plugin:scaffolder', PLUGIN_TOKEN],
    ['a plugin with a longer name', 'plugin:kagent-2', PLUGIN_TOKEN],
    ['a static token', 'ci', 'a-static-token'],
    ['a static token with the subject of the plugin', 'plugin:kagent', 'abcd'],
    [
      'an external token with the subject of the plugin',
      'plugin:kagent',
      toToken('JWT'),
    ],
    [
      'a token whose header is no object',
      'plugin:kagent',
      `${Buffer.from('null').toString('base64url')}.e30.x`,
    ],
  ])('refuses %s without repeating its token', async (_, subject, token) => {
    await expect(
      authenticate({ credentials: as(subject), token, name: 'sre' }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.not.stringContaining(token),
    });
  });

  it.each([
    ['somebody without credentials', new AuthenticationError('Missing')],
    ['a person', new NotAllowedError('Not for user credentials')],
  ])('refuses %s', async (_, error) => {
    await expect(
      authenticate({
        credentials: async () => {
          throw error;
        },
        name: 'sre',
      }),
    ).rejects.toBe(error);
  });

  it.each([undefined, '', 'SRE', 'sre/x', '-sre', 'sre ', 'default/founder'])(
    'refuses the name "%s"',
    async name => {
      await expect(
        authenticate({ credentials: as('plugin:kagent'), name }),
      ).rejects.toMatchObject({ name: 'InputError' });
    },
  );

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
