import '../__testUtils__/wideScreen';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeKagent } from '../agent/__testUtils__/FakeKagent';
import { numbered } from '../agent/__testUtils__/events';
import { FakeGitops, responseError } from './__testUtils__/FakeGitops';
import { createProposal, waitingScale } from './__testUtils__/fixtures';
import { renderApprovals } from './__testUtils__/renderApprovals';

const PATH = '/approvals/tools/c1/p1';

function createKagent() {
  const kagent = new FakeKagent();
  kagent.waiting = [waitingScale];
  return kagent;
}

const response = numbered('a1', [
  {
    type: 'approval-response',
    approvalId: 'p1',
    approved: true,
    decidedBy: 'user:default/founder',
  },
]);

it('stands before the proposals, counted with them, and opens first', async () => {
  renderApprovals(new FakeGitops(createProposal()), '/approvals', {
    kagent: createKagent(),
  });
  const article = await screen.findByRole('article', { name: 'Tool call' });
  expect(article).toHaveTextContent('Run scale_deployment');
  expect(article).toHaveTextContent('replicas');
  expect(screen.getByText(/^waiting 2/)).toBeInTheDocument();
  const row = screen.getByRole('link', { name: /Tool call agent sre/ });
  expect(row).toHaveAttribute('href', PATH);
  expect(row).toHaveAttribute('aria-current', 'page');
  row.focus();
  await userEvent.keyboard('j');
  expect(screen.getByRole('link', { name: /Raise orders-db/ })).toHaveFocus();
});

it('is decided here, with the card of the thread, and stays struck', async () => {
  const kagent = createKagent();
  renderApprovals(new FakeGitops(), PATH, { kagent });
  const article = await screen.findByRole('article', { name: 'Tool call' });
  await userEvent.click(
    await within(article).findByRole('button', { name: 'Approve' }),
  );
  kagent.waiting = [];
  kagent.gate.push(...response);
  await userEvent.click(
    within(article).getByRole('button', { name: 'Send decision' }),
  );
  expect(
    await screen.findByText('The decision was passed on'),
  ).toBeInTheDocument();
  expect(kagent.calls).toEqual([
    [
      'decide',
      'c1',
      'p1',
      {
        digest: waitingScale.digest,
        decisions: [{ toolCallId: 't1', approved: true, reason: undefined }],
      },
    ],
  ]);
  const list = screen.getByRole('list', { name: 'Tool calls' });
  expect(list.querySelector('s')).toHaveTextContent('Run scale_deployment');
  expect(screen.getByText(/^waiting 0/)).toBeInTheDocument();
  expect(
    screen.getByRole('link', { name: 'Open the conversation' }),
  ).toHaveAttribute('href', '/agent/c1');
});

it('shows what the server refuses, and can be decided again', async () => {
  const kagent = createKagent();
  renderApprovals(new FakeGitops(), PATH, { kagent });
  await userEvent.click(await screen.findByRole('button', { name: 'Reject' }));
  kagent.gate.fail(
    await responseError(409, 'ApprovalStaleError', 'The calls changed.'),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Send decision' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The calls changed.',
  );
  expect(screen.getByRole('button', { name: 'Send decision' })).toBeEnabled();
});

it('says that it was decided elsewhere', async () => {
  const kagent = createKagent();
  renderApprovals(new FakeGitops(), PATH, { kagent });
  await screen.findByRole('article', { name: 'Tool call' });
  kagent.waiting = [];
  act(() => {
    fireEvent.focus(window);
  });
  expect(
    await screen.findByText(/It was decided elsewhere/),
  ).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Approve' })).toBeDisabled();
});

it('says that it does not wait any more, and where it was', async () => {
  renderApprovals(new FakeGitops(), PATH);
  expect(
    await screen.findByText('This does not wait any more'),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('link', { name: 'Open the conversation' }),
  ).toHaveAttribute('href', '/agent/c1');
});

it('leaves the decision to those who may decide', async () => {
  renderApprovals(new FakeGitops(), PATH, {
    kagent: createKagent(),
    mayDecide: false,
  });
  expect(
    await screen.findByText(/deciding needs another role/),
  ).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Approve' })).toBeDisabled();
});

it('shows proposals when agents do not answer, and says so', async () => {
  const kagent = new FakeKagent();
  kagent.waitingFailure = new Error('No answer from agents.');
  renderApprovals(new FakeGitops(createProposal()), '/approvals', { kagent });
  expect(
    await screen.findByRole('link', { name: /Raise orders-db/ }),
  ).toBeInTheDocument();
  expect(screen.getByText(/No answer from agents/)).toBeInTheDocument();
});

it('is no failure for somebody who may not see agents', async () => {
  const kagent = new FakeKagent();
  kagent.waitingFailure = await responseError(403, 'NotAllowedError', 'no');
  renderApprovals(new FakeGitops(), '/approvals', { kagent });
  expect(await screen.findByText('Nothing needs you.')).toBeInTheDocument();
  await waitFor(() => expect(screen.getByText(/^waiting 0/)).toBeVisible());
});
