import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { ClaimChange } from '@zerotouch/plugin-gitops-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeGitops, fakeClaim, sha } from '../__testUtils__/FakeGitops';
import { gitopsApiRef } from '../api';
import { RetireDialog } from './RetireDialog';

const claim = { kind: 'XPostgres', tenant: 'acme', name: 'db' };
const path = 'tenants/acme/db/xpostgres.yaml';
const text = `kind: XPostgres
metadata:
  name: db
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
`;
const change: ClaimChange = {
  ...claim,
  path,
  change: 'removed',
  objects: [
    {
      key: 'cluster',
      apiVersion: 'v1',
      kind: 'Cluster',
      name: 'db-pg',
      yaml: '',
    },
  ],
  protection: {
    isStateful: true,
    protects: [],
    deletion: ['The volumes stay.'],
  },
  dependents: [],
  isProtected: true,
};

function render(more: Partial<ClaimChange> = {}) {
  const gitops = new FakeGitops();
  gitops.claims = [fakeClaim('acme', 'db')];
  gitops.files = { [`${path}@${sha('a')}`]: text };
  gitops.change = () => ({
    claims: [{ ...change, ...more }],
    findings:
      more.isProtected === false
        ? []
        : [{ rule: 'retire', severity: 'error', path, message: 'protected' }],
  });
  renderInTestApp(<RetireDialog claim={claim} onClose={() => {}} />, {
    apis: [[gitopsApiRef, gitops]],
  });
  return gitops;
}

it('says what goes and what stays, and releases once the name is typed', async () => {
  const gitops = render();
  expect(await screen.findByText('Step 1 of 2.')).toBeInTheDocument();
  expect(screen.getByText(/Cluster db-pg/)).toBeInTheDocument();
  expect(screen.getByText('The volumes stay.')).toBeInTheDocument();
  const button = screen.getByRole('button', { name: /to release it/ });
  await userEvent.type(screen.getByRole('textbox'), 'd');
  expect(button).toBeDisabled();
  await userEvent.type(screen.getByRole('textbox'), 'b');
  await userEvent.click(button);
  expect(await screen.findByText('Proposal #101 is open')).toBeInTheDocument();
  expect(gitops.created[0]).toMatchObject({ baseSha: sha('a'), alone: true });
  expect(gitops.created[0].changes[0].content).toContain(
    'platform.zerotouch.dev/retire: db',
  );
});

it('deletes what was released', async () => {
  const gitops = render({ isProtected: false });
  expect(await screen.findByText('Step 2 of 2.')).toBeInTheDocument();
  await userEvent.type(screen.getByRole('textbox'), 'db');
  await userEvent.click(screen.getByRole('button', { name: /to delete it/ }));
  await screen.findByText('Proposal #101 is open');
  expect(gitops.created[0].changes).toEqual([{ path, content: null }]);
});

it('does not retire what others use', async () => {
  render({
    dependents: [
      {
        kind: 'XWebService',
        name: 'shop',
        path: 'x',
        entityRef: 'component:acme/xwebservice-shop',
        pointer: '/spec/database/claim',
      },
    ],
  });
  expect(
    await screen.findByRole('link', { name: 'XWebService shop' }),
  ).toHaveAttribute('href', '/catalog/acme/component/xwebservice-shop');
  expect(screen.getByText('spec.database.claim')).toBeInTheDocument();
  expect(screen.getByRole('textbox')).toBeDisabled();
  expect(screen.getByRole('button', { name: /to release it/ })).toBeDisabled();
});
