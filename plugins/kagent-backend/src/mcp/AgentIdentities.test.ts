import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { TestClock } from '../__testUtils__/createConversations';
import { AgentIdentities } from './AgentIdentities';

const MINUTE_MS = 60_000;

function setUp() {
  const clock = new TestClock();
  const fetched: string[] = [];
  const auth = mockServices.auth.mock({
    getOwnServiceCredentials: async () => mockCredentials.service(),
    getPluginRequestToken: async () => ({ token: 'for-auth' }),
    authenticate: async token => ({
      ...mockCredentials.user(token),
      expiresAt: new Date(clock.now().getTime() + 60 * MINUTE_MS),
    }),
  });
  auth.isPrincipal.mockReturnValue(true);
  const identities = AgentIdentities.create({
    auth,
    discovery: mockServices.discovery(),
    fetch: async (url, init) => {
      const name = new Headers(init?.headers).get('x-agent-name');
      fetched.push(`${url} ${name}`);
      return Response.json({
        backstageIdentity: { token: `user:agents/${name}` },
      });
    },
    now: clock.now,
  });
  return { clock, fetched, identities };
}

describe('AgentIdentities', () => {
  it('asks once for each agent, until little is left of its token', async () => {
    const { clock, fetched, identities } = setUp();
    const first = await identities.get('sre');
    expect(first.principal.userEntityRef).toBe('user:agents/sre');
    clock.advance(54 * MINUTE_MS);
    expect(await identities.get('sre')).toBe(first);
    const other = await identities.get('docs');
    expect(other.principal.userEntityRef).toBe('user:agents/docs');
    expect(fetched).toHaveLength(2);
    clock.advance(MINUTE_MS);
    expect(await identities.get('sre')).not.toBe(first);
    expect(fetched).toHaveLength(3);
    expect(fetched[0]).toMatch(/\/api\/auth\/agent\/refresh sre$/);
  });
});
