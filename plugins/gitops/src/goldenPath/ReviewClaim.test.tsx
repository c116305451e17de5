import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeGitops, fakeClaim } from '../__testUtils__/FakeGitops';
import { gitopsApiRef } from '../api';
import { createReviewClaim } from './ReviewClaim';

const ReviewClaim = createReviewClaim({ kind: 'XPostgres' });

function renderReview(gitops: FakeGitops, name = 'orders-db') {
  const handleCreate = jest.fn();
  const handleBack = jest.fn();
  renderInTestApp(
    <ReviewClaim
      disableButtons={false}
      formData={{ tenant: 'acme', name, spec: { storageGB: 20 } }}
      handleBack={handleBack}
      handleReset={() => {}}
      handleCreate={handleCreate}
      steps={[]}
    />,
    { apis: [[gitopsApiRef, gitops]] },
  );
  return { handleCreate, handleBack };
}

const openButton = () => screen.getByRole('button', { name: 'Open proposal' });

describe('the last step of a golden path', () => {
  it('opens the proposal only after the change was shown', async () => {
    const { handleCreate } = renderReview(new FakeGitops());
    expect(await screen.findByLabelText('Composing the claim')).toBeVisible();
    expect(openButton()).toBeDisabled();
    expect(await screen.findByText(/kind: XPostgres/)).toBeInTheDocument();
    expect(
      screen.getByText('tenants/acme/orders-db/xpostgres.yaml'),
    ).toBeInTheDocument();
    await waitFor(() => expect(openButton()).toBeEnabled());
    await userEvent.click(openButton());
    expect(handleCreate).toHaveBeenCalledTimes(1);
  });

  it('refuses a name that exists', async () => {
    const gitops = new FakeGitops();
    gitops.claims = [fakeClaim('acme', 'orders-db')];
    const { handleBack } = renderReview(gitops);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      '“orders-db” exists already in acme',
    );
    expect(openButton()).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(handleBack).toHaveBeenCalled();
  });

  it('refuses what the engine refuses', async () => {
    const gitops = new FakeGitops();
    gitops.findings = () => [
      { rule: 'schema', severity: 'error', path: 'x', message: 'Too small.' },
      { rule: 'size', severity: 'warning', path: 'x', message: 'Rather big.' },
    ];
    renderReview(gitops);
    expect(await screen.findByRole('alert')).toHaveTextContent('Too small.');
    expect(screen.getByText('Rather big.')).toBeInTheDocument();
    expect(openButton()).toBeDisabled();
  });

  it('lets warnings pass', async () => {
    const gitops = new FakeGitops();
    gitops.findings = () => [
      { rule: 'size', severity: 'warning', path: 'x', message: 'Rather big.' },
    ];
    renderReview(gitops);
    expect(await screen.findByText('Rather big.')).toBeInTheDocument();
    await waitFor(() => expect(openButton()).toBeEnabled());
  });

  it('says when the change cannot be composed', async () => {
    const gitops = new FakeGitops();
    gitops.failures = { previewClaim: new Error('The engine is away') };
    renderReview(gitops);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The engine is away',
    );
    expect(openButton()).toBeDisabled();
  });
});
