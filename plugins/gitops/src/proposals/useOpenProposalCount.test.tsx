import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import { FakeGitops, fakeProposal } from '../__testUtils__/FakeGitops';
import { gitopsApiRef } from '../api';
import { waitingApiRef } from '../waiting/waitingApi';
import { announceProposals } from './proposalChanges';
import { useOpenProposalCount } from './useOpenProposalCount';

const scale = {
  id: 'c1/p1',
  title: 'Run scale',
  path: '/approvals/tools/c1/p1',
  by: 'agent sre',
  since: '2026-03-10T12:00:00.000Z',
};

function Count() {
  return <p>count: {useOpenProposalCount() ?? 'none'}</p>;
}

describe('useOpenProposalCount', () => {
  it('counts what waits', async () => {
    const gitops = new FakeGitops();
    gitops.proposals = [
      fakeProposal({ number: 1, title: 'a' }),
      fakeProposal({ number: 2, title: 'b' }),
    ];
    renderInTestApp(<Count />, { apis: [[gitopsApiRef, gitops]] });
    expect(await screen.findByText('count: 2')).toBeInTheDocument();
  });

  it('counts what agents wait with, and proposals alone where they cannot be asked', async () => {
    const gitops = new FakeGitops();
    gitops.proposals = [fakeProposal({ number: 1, title: 'a' })];
    const listWaiting = jest
      .fn()
      .mockResolvedValueOnce([scale])
      .mockRejectedValueOnce(new Error('away'));
    renderInTestApp(<Count />, {
      apis: [
        [gitopsApiRef, gitops],
        [waitingApiRef, { listWaiting }],
      ],
    });
    expect(await screen.findByText('count: 2')).toBeInTheDocument();
    act(() => announceProposals());
    expect(await screen.findByText('count: 1')).toBeInTheDocument();
  });

  it('asks again at once when a proposal was decided', async () => {
    const gitops = new FakeGitops();
    gitops.proposals = [fakeProposal({ number: 1, title: 'a' })];
    renderInTestApp(<Count />, { apis: [[gitopsApiRef, gitops]] });
    await screen.findByText('count: 1');
    gitops.proposals = [];
    act(() => announceProposals());
    expect(await screen.findByText('count: none')).toBeInTheDocument();
  });

  it('says nothing when it cannot know', async () => {
    const gitops = new FakeGitops();
    gitops.failures = { listProposals: new Error('away') };
    renderInTestApp(<Count />, { apis: [[gitopsApiRef, gitops]] });
    expect(await screen.findByText('count: none')).toBeInTheDocument();
  });
});
