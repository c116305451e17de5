import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeGitops, responseError } from './__testUtils__/FakeGitops';
import { createProposal, shaOf, storageChange } from './__testUtils__/fixtures';
import {
  catalog,
  findLiveApprove,
  postToast,
  renderApprovals,
} from './__testUtils__/renderApprovals';

beforeEach(() => postToast.mockClear());

describe('the list', () => {
  it('shows what waits with author, tenant and checks, and marks agents', async () => {
    renderApprovals(new FakeGitops(createProposal()), '/approvals');
    const row = await screen.findByRole('link', { name: /Raise orders-db/ });
    expect(row).toHaveAttribute('href', '/approvals/42');
    expect(row).toHaveTextContent('#42 agent sre acme');
    expect(row).toHaveTextContent('checks passed');
    expect(screen.getByText(/^waiting 1/)).toBeInTheDocument();
  });

  it('says that nothing waits, and what changed last', async () => {
    renderApprovals(new FakeGitops(), '/approvals');
    expect(await screen.findByText('Nothing needs you.')).toBeInTheDocument();
    expect(
      await screen.findByText(/Last change/, { exact: false }),
    ).toHaveTextContent('Last change 2 h ago by founder');
  });

  it('tells a failure from an empty list and tries again', async () => {
    const gitops = new FakeGitops(createProposal());
    gitops.failure = await responseError(
      503,
      'ServiceUnavailableError',
      'The repository is being repaired.',
    );
    renderApprovals(gitops, '/approvals');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The repository is being repaired.');
    expect(screen.queryByText('Nothing needs you.')).toBeNull();
    gitops.failure = undefined;
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('link', { name: /Raise orders-db/ }),
    ).toBeInTheDocument();
  });

  it('says so to somebody who may not read', async () => {
    const gitops = new FakeGitops();
    gitops.failure = await responseError(403, 'NotAllowedError', 'no');
    renderApprovals(gitops, '/approvals');
    expect(
      await screen.findByText('You may not see proposals'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('keeps what was decided under a tab of its own', async () => {
    renderApprovals(
      new FakeGitops(
        createProposal({ number: 1, title: 'Old one', state: 'closed' }),
      ),
      '/approvals',
    );
    await screen.findByText('Nothing needs you.');
    await userEvent.click(screen.getByRole('tab', { name: 'Decided' }));
    expect(
      await screen.findByRole('link', { name: /Old one/ }),
    ).toHaveTextContent('rejected');
  });
});

describe('a proposal', () => {
  it('approves the head that was shown, and only after it was shown', async () => {
    const gitops = new FakeGitops(createProposal());
    renderApprovals(gitops, '/approvals/42');
    const button = await findLiveApprove();
    expect(screen.getByRole('table')).toHaveTextContent('storageGB: 40');
    await userEvent.click(button);
    expect(await screen.findByText('Merged')).toBeInTheDocument();
    expect(gitops.calls).toEqual([['merge', 42, { headSha: shaOf('a') }]]);
    expect(postToast).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'Merged #42' }),
    );
    expect(
      screen.queryByRole('button', { name: 'Approve and merge' }),
    ).toBeNull();
    expect(screen.getByRole('article')).toHaveFocus();
  });

  it('stays inert while a file is folded, and says which', async () => {
    const patch = `@@ -0,0 +1,500 @@\n${Array(500).fill('+x').join('\n')}\n`;
    const large = { ...storageChange, path: 'docs/large.md', patch };
    renderApprovals(
      new FakeGitops(createProposal({ files: [storageChange, large] })),
      '/approvals/42',
    );
    expect(
      await screen.findByText('Look at the change of docs/large.md first.'),
    ).toBeInTheDocument();
    const button = screen.getByRole('button', { name: 'Approve and merge' });
    expect(button).toBeDisabled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the change' }),
    );
    await waitFor(() => expect(button).toBeEnabled());
  });

  it('takes a moved head for what it is: shows it, marks it, asks again', async () => {
    const gitops = new FakeGitops(createProposal());
    renderApprovals(gitops, '/approvals/42');
    const button = await findLiveApprove();
    gitops.change(42, {
      headSha: shaOf('c'),
      files: [
        {
          ...storageChange,
          patch: storageChange.patch?.replace('40', '80'),
        },
      ],
    });
    await userEvent.click(button);
    expect(
      await screen.findByText('Changed since you opened it'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('table')).toHaveTextContent('storageGB: 80'),
    );
    expect(screen.getByText('changed since')).toBeInTheDocument();
    expect(gitops.proposals.get(42)?.state).toBe('open');
    await userEvent.click(await findLiveApprove());
    expect(await screen.findByText('Merged')).toBeInTheDocument();
    expect(gitops.calls.at(-1)).toEqual(['merge', 42, { headSha: shaOf('c') }]);
  });

  it('notices a moved head by itself and keeps the old one from being approved', async () => {
    const gitops = new FakeGitops(createProposal());
    renderApprovals(gitops, '/approvals/42');
    await findLiveApprove();
    gitops.change(42, { headSha: shaOf('c') });
    act(() => {
      fireEvent.focus(window);
    });
    const show = await screen.findByRole('button', {
      name: 'Show the new version',
    });
    expect(
      screen.getByRole('button', { name: 'Approve and merge' }),
    ).toBeDisabled();
    await userEvent.click(show);
    await findLiveApprove();
  });

  it('lists conflicts and brings main in', async () => {
    const gitops = new FakeGitops(
      createProposal({ mergeable: false, conflicts: [storageChange.path] }),
    );
    renderApprovals(gitops, '/approvals/42');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(storageChange.path);
    expect(
      screen.getByRole('button', { name: 'Approve and merge' }),
    ).toBeDisabled();
    await userEvent.click(
      await within(alert).findByRole('button', { name: 'Bring main in' }),
    );
    await findLiveApprove();
    expect(gitops.calls).toEqual([['update', 42]]);
  });

  it('rejects with a reason and not without', async () => {
    const gitops = new FakeGitops(createProposal());
    renderApprovals(gitops, '/approvals/42');
    await findLiveApprove();
    await userEvent.click(screen.getByRole('button', { name: 'Reject…' }));
    const dialog = await screen.findByRole('dialog');
    const reject = within(dialog).getByRole('button', { name: 'Reject' });
    expect(reject).toBeDisabled();
    await userEvent.type(within(dialog).getByLabelText(/Reason/), '   ');
    expect(reject).toBeDisabled();
    await userEvent.type(within(dialog).getByLabelText(/Reason/), 'Too large');
    await userEvent.click(reject);
    expect(await screen.findByText('Too large')).toBeInTheDocument();
    expect(gitops.calls).toEqual([['close', 42, { reason: 'Too large' }]]);
  });

  it('asks once more when a check has failed', async () => {
    const gitops = new FakeGitops(
      createProposal({
        checksState: 'failure',
        checks: [
          {
            name: 'validate',
            status: 'failure',
            summary: 'One claim is invalid.',
            details: ['spec.size: must be one of small, medium'],
          },
        ],
      }),
    );
    renderApprovals(gitops, '/approvals/42');
    await userEvent.click(await findLiveApprove());
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('validate: One claim is invalid.');
    expect(gitops.calls).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Approve and merge' }),
    );
    expect(await screen.findByText('Merged')).toBeInTheDocument();
  });

  it('leaves the decision to those who may decide', async () => {
    renderApprovals(new FakeGitops(createProposal()), '/approvals/42', {
      mayDecide: false,
    });
    expect(
      await screen.findByText(/deciding needs another role/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Approve and merge' }),
    ).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Reject…' })).toBeDisabled();
  });

  it('shows what the server refuses, in its words', async () => {
    const gitops = new FakeGitops(createProposal());
    const refusal = await responseError(
      403,
      'NotAllowedError',
      'Four eyes are on: somebody else has to merge proposal 42.',
    );
    gitops.mergeProposal = async () => {
      throw refusal;
    };
    renderApprovals(gitops, '/approvals/42');
    await userEvent.click(await findLiveApprove());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Four eyes are on',
    );
  });

  it('shows HTML in title, body and comments as the text it is', async () => {
    const html = '<img src=x onerror=alert(1)><b>hi</b>';
    renderApprovals(
      new FakeGitops(
        createProposal({
          title: html,
          body: html,
          author: { ref: html, kind: 'agent' },
          comments: [
            {
              id: '1',
              author: { ref: html, kind: 'agent' },
              body: html,
              kind: 'comment',
              createdAt: '2026-03-10T11:56:00.000Z',
            },
          ],
        }),
      ),
      '/approvals/42',
    );
    const article = await screen.findByRole('article');
    expect(
      within(article).getByRole('heading', { level: 2 }),
    ).toHaveTextContent(html);
    expect(article.querySelector('img, b')).toBeNull();
  });

  it('says that there is none of that number', async () => {
    renderApprovals(new FakeGitops(), '/approvals/77');
    expect(
      await screen.findByText('There is no proposal #77'),
    ).toBeInTheDocument();
  });

  it('links to the catalog once the entity is there, and not before', async () => {
    let known = false;
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name: 'xpostgres-orders-db', namespace: 'acme' },
    };
    jest
      .spyOn(catalog, 'getEntitiesByRefs')
      .mockImplementation(async ({ entityRefs }) => ({
        items: entityRefs.map(() => (known ? entity : undefined)),
      }));
    const gitops = new FakeGitops(createProposal());
    gitops.claims = [
      {
        kind: 'XPostgres',
        tenant: 'acme',
        name: 'orders-db',
        path: storageChange.path,
        entityRef: 'resource:acme/xpostgres-orders-db',
      },
    ];
    renderApprovals(gitops, '/approvals/42');
    await userEvent.click(await findLiveApprove());
    expect(
      await screen.findByText('The catalog takes it in.'),
    ).toBeInTheDocument();
    known = true;
    expect(
      await screen.findByRole('link', { name: 'View in catalog' }),
    ).toHaveAttribute('href', '/catalog/acme/resource/xpostgres-orders-db');
  });
});
