import { githubAuthApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { PortalSignIn } from './PortalSignIn';

const claims = window.btoa(JSON.stringify({ exp: Date.now() / 1_000 + 3_600 }));
const session = {
  profile: { displayName: 'Founder' },
  providerInfo: {},
  backstageIdentity: {
    token: `x.${claims}.x`,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/founder',
      ownershipEntityRefs: ['user:default/founder'],
    },
  },
};

function renderSignIn(auth: { providers: { [name: string]: {} } }) {
  const onSignInSuccess = jest.fn();
  renderInTestApp(<PortalSignIn onSignInSuccess={onSignInSuccess} />, {
    config: { backend: { baseUrl: 'http://localhost:7007' }, auth },
  });
  return onSignInSuccess;
}

function answerWith(status: number, body: unknown) {
  global.fetch = jest.fn(
    async () =>
      new Response(JSON.stringify(body), {
        status,
        headers: { 'Content-Type': 'application/json' },
      }),
  );
}

describe('signing in', () => {
  it('enters by itself where guests may', async () => {
    answerWith(200, session);
    const onSignInSuccess = renderSignIn({ providers: { guest: {} } });
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const identity =
      await onSignInSuccess.mock.calls[0][0].getBackstageIdentity();
    expect(identity.userEntityRef).toBe('user:default/founder');
  });

  it('says so when the portal does not answer', async () => {
    answerWith(503, { error: { name: 'ServiceUnavailableError' } });
    const onSignInSuccess = renderSignIn({ providers: { guest: {} } });
    expect(
      await screen.findByRole('heading', {
        name: 'The portal does not answer',
      }),
    ).toBeInTheDocument();
    expect(onSignInSuccess).not.toHaveBeenCalled();
  });

  it('asks for a GitHub account where guests may not', async () => {
    answerWith(401, {});
    const github = {
      getBackstageIdentity: async () => undefined,
      getProfile: async () => undefined,
      signIn: async () => {},
      signOut: async () => {},
    };
    renderInTestApp(<PortalSignIn onSignInSuccess={() => {}} />, {
      apis: [[githubAuthApiRef, github]],
      config: {
        app: { title: 'ZeroTouch' },
        auth: { providers: { github: {} } },
      },
    });
    expect(
      await screen.findByRole('button', { name: /sign in/i }),
    ).toBeInTheDocument();
  });
});
