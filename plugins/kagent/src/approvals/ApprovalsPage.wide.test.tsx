import '../__testUtils__/wideScreen';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeGitops } from './__testUtils__/FakeGitops';
import { createProposal } from './__testUtils__/fixtures';
import {
  findLiveApprove,
  renderApprovals,
} from './__testUtils__/renderApprovals';

async function renderWide(gitops: FakeGitops, path: string) {
  renderApprovals(gitops, path);
  return screen.findByRole('article');
}

it('keeps the decided row, struck, and offers to take it back', async () => {
  const gitops = new FakeGitops(
    createProposal(),
    createProposal({ number: 7, title: 'Another' }),
  );
  await renderWide(gitops, '/approvals/42');
  await userEvent.click(await findLiveApprove());
  const list = await screen.findByRole('list', { name: 'Proposals' });
  await waitFor(() => expect(list.querySelector('s')).not.toBeNull());
  expect(list.querySelector('s')).toHaveTextContent('Raise orders-db');
  await userEvent.click(screen.getByRole('button', { name: 'Undo #42' }));
  expect(
    await screen.findByRole('heading', { name: /^Revert/ }),
  ).toBeInTheDocument();
  expect(gitops.calls.at(-1)).toEqual(['revert', 42]);
});

it('moves with j and k, approves with a after a question, rejects with r', async () => {
  const gitops = new FakeGitops(
    createProposal(),
    createProposal({ number: 7, title: 'Another' }),
  );
  await renderWide(gitops, '/approvals');
  await findLiveApprove();
  await userEvent.keyboard('j');
  expect(screen.getByRole('link', { name: /Another/ })).toHaveFocus();
  await userEvent.keyboard('k');
  expect(screen.getByRole('link', { name: /Raise/ })).toHaveFocus();
  await userEvent.keyboard('r');
  expect(await screen.findByRole('dialog')).toHaveTextContent('Reject #42');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() =>
    expect(screen.getByRole('link', { name: /Raise/ })).toHaveFocus(),
  );
  await userEvent.keyboard('a');
  expect(await screen.findByRole('dialog')).toHaveTextContent(
    'Approve and merge #42',
  );
  expect(gitops.calls).toEqual([]);
  await waitFor(() =>
    expect(
      within(screen.getByRole('dialog')).getByRole('button', {
        name: 'Approve and merge',
      }),
    ).toHaveFocus(),
  );
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByText('Merged')).toBeInTheDocument();
});

it('shows its keys with ?', async () => {
  await renderWide(new FakeGitops(createProposal()), '/approvals/42');
  await userEvent.keyboard('?');
  expect(await screen.findByRole('dialog')).toHaveTextContent(
    'approve and merge, after a question',
  );
});
