import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { FakeGitops, fakeProposal } from '../__testUtils__/FakeGitops';
import { gitopsApiRef } from '../api';
import { useOpenProposalCount } from './useOpenProposalCount';

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

  it('says nothing when it cannot know', async () => {
    const gitops = new FakeGitops();
    gitops.failures = { listProposals: new Error('away') };
    renderInTestApp(<Count />, { apis: [[gitopsApiRef, gitops]] });
    expect(await screen.findByText('count: none')).toBeInTheDocument();
  });
});
