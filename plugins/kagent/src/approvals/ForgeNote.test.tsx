import { githubAuthApiRef } from '@backstage/frontend-plugin-api';
import { renderHook, screen, waitFor } from '@testing-library/react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { gitopsApiRef } from '@zerotouch/plugin-gitops';
import type { ForgeStatus } from '@zerotouch/plugin-gitops-common';
import { PropsWithChildren } from 'react';
import { FakeGitops } from './__testUtils__/FakeGitops';
import { renderApprovals } from './__testUtils__/renderApprovals';
import { useForgeToken } from './detail/useForgeToken';

it.each([
  ['limited', /asked the portal to wait until \d/, '2026-03-10T12:00:00.000Z'],
  ['unreachable', /cannot be reached/, undefined],
  ['refused', /refuses the portal/, undefined],
] as const)('says that the forge is %s', async (state, title, until) => {
  const gitops = new FakeGitops();
  gitops.forge = { type: 'github', state, message: 'What to do.', until };
  renderApprovals(gitops, '/approvals');
  expect(await screen.findByText(title)).toBeInTheDocument();
  expect(screen.getByText('What to do.')).toBeInTheDocument();
});

it('says nothing while all is well', async () => {
  renderApprovals(new FakeGitops(), '/approvals');
  await screen.findByText(/waiting 0/);
  expect(screen.queryByText(/GitHub/)).not.toBeInTheDocument();
});

describe('useForgeToken', () => {
  async function read(type: ForgeStatus['type'], token: string) {
    const gitops = new FakeGitops();
    gitops.forge = { type, state: 'ok', message: '' };
    const github = { getAccessToken: jest.fn(async () => token) };
    const { result } = renderHook(() => useForgeToken(), {
      wrapper: ({ children }: PropsWithChildren<{}>) => (
        <TestApiProvider
          apis={[
            [gitopsApiRef, gitops],
            [githubAuthApiRef, github],
          ]}
        >
          {children}
        </TestApiProvider>
      ),
    });
    await waitFor(() => expect(result.current).toBeDefined());
    return { token: await result.current(), github };
  }

  it('gives the token of a person who signed in, and opens no window', async () => {
    const { token, github } = await read('github', 'their-own');
    expect(token).toBe('their-own');
    expect(github.getAccessToken).toHaveBeenCalledWith('repo', {
      optional: true,
    });
  });

  it('gives none without a session', async () => {
    expect((await read('github', '')).token).toBeUndefined();
  });

  it('asks nobody with a local forge', async () => {
    const { token, github } = await read('local', 'their-own');
    expect(token).toBeUndefined();
    expect(github.getAccessToken).not.toHaveBeenCalled();
  });
});
