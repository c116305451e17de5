import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeGitops,
  fakeCommit,
  fakeProposal,
  sha,
} from '../__testUtils__/FakeGitops';
import { gitopsApiRef } from '../api';
import type { ClaimIdentity } from './claimIdentity';
import { ClaimPage } from './ClaimPage';

const claim: ClaimIdentity = {
  kind: 'XPostgres',
  tenant: 'acme',
  name: 'orders-db',
  path: 'tenants/acme/orders-db/xpostgres.yaml',
};

const yamlOf = (storage: string) =>
  `kind: XPostgres\nmetadata:\n  name: orders-db\nspec:\n  storageGB: ${storage}\n`;

function renderClaim(gitops: FakeGitops, changes: Partial<ClaimIdentity> = {}) {
  renderInTestApp(<ClaimPage claim={{ ...claim, ...changes }} />, {
    apis: [[gitopsApiRef, gitops]],
  });
}

function createGitops(): FakeGitops {
  const gitops = new FakeGitops();
  gitops.files = { [claim.path]: yamlOf('20') };
  gitops.objects = [
    {
      key: 'cluster',
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      name: 'orders-db-pg',
      yaml: 'kind: Cluster\ninstances: 3\n',
    },
  ];
  return gitops;
}

describe('the page of a claim', () => {
  it('shows the spec with units and opens the YAML of what it becomes', async () => {
    renderClaim(createGitops());
    expect(
      await screen.findByRole('row', { name: /Storage/ }),
    ).toHaveTextContent('20 GiB');
    const graph = await screen.findByRole('group', { name: /as a graph/ });
    await userEvent.click(
      within(graph).getByRole('button', { name: /Cluster orders-db-pg/ }),
    );
    expect(
      within(await screen.findByRole('dialog')).getByText(/instances: 3/),
    ).toBeInTheDocument();
  });

  it('shows warnings, but not that the claim exists', async () => {
    const gitops = createGitops();
    gitops.findings = () =>
      ['exists', 'size'].map(rule => ({
        rule,
        severity: 'warning',
        path: claim.path,
        message: `about ${rule}`,
      }));
    renderClaim(gitops);
    expect(await screen.findByText('about size')).toBeInTheDocument();
    expect(screen.queryByText('about exists')).toBeNull();
  });

  it('shows the proposals that change its file, and no others', async () => {
    const gitops = createGitops();
    gitops.proposals = [
      fakeProposal({
        number: 7,
        title: 'Raise storage',
        tenants: ['acme'],
        paths: [claim.path],
      }),
      fakeProposal({ number: 8, title: 'Another file', tenants: ['acme'] }),
      fakeProposal({ number: 9, title: 'Another tenant', tenants: ['globex'] }),
    ];
    renderClaim(gitops);
    expect(
      await screen.findByRole('link', { name: '#7 Raise storage' }),
    ).toHaveAttribute('href', '/approvals/7');
    expect(screen.queryByText(/Another/)).toBeNull();
  });

  it('shows the last version that parses when main does not, and the error', async () => {
    const gitops = createGitops();
    gitops.commits = [
      fakeCommit({ sha: sha('3') }),
      fakeCommit({ sha: sha('2') }),
      fakeCommit({ sha: sha('1') }),
    ];
    gitops.files = {
      [claim.path]: 'a: b: c',
      [`${claim.path}@${sha('2')}`]: 'still: : broken',
      [`${claim.path}@${sha('1')}`]: yamlOf('10'),
    };
    renderClaim(gitops, { error: `${claim.path}, line 1: Nested mappings` });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'showing the last good version',
    );
    expect(screen.getByRole('alert')).toHaveTextContent('line 1: Nested');
    expect(
      await screen.findByRole('row', { name: /Storage/ }),
    ).toHaveTextContent('10 GiB');
    expect(screen.getByText(/Values of/)).toHaveTextContent('1000000');
  });

  it('shows the last valid version when main parses but is refused', async () => {
    const gitops = createGitops();
    gitops.commits = [
      fakeCommit({ sha: sha('2') }),
      fakeCommit({ sha: sha('1') }),
    ];
    gitops.files = {
      [claim.path]: yamlOf('1'),
      [`${claim.path}@${sha('1')}`]: yamlOf('30'),
    };
    gitops.findings = ({ spec }) =>
      spec.storageGB === 1
        ? [
            {
              rule: 'schema',
              severity: 'error',
              path: claim.path,
              message: 'too small',
            },
          ]
        : [];
    renderClaim(gitops, { error: 'too small' });
    expect(
      await screen.findByRole('row', { name: /Storage/ }),
    ).toHaveTextContent('30 GiB');
  });

  it('says so when no version is well', async () => {
    const gitops = createGitops();
    gitops.files = { [claim.path]: 'a: b: c' };
    renderClaim(gitops, { error: 'broken' });
    expect(
      await screen.findByText(/No version of .* is well/),
    ).toBeInTheDocument();
  });
});

describe('the care for a claim', () => {
  it('offers the actions, alerts with their runbook and the clone without a name', async () => {
    const gitops = createGitops();
    gitops.objects.push({
      key: 'alerts',
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      name: 'orders-db-pg',
      yaml: 'spec: { groups: [{ rules: [{ alert: DiskFull, annotations: { summary: Full. } }] }] }',
    });
    gitops.files['mkdocs.yml'] = 'nav: [{ Full disk: runbooks/full.md }]';
    gitops.files['docs/runbooks/full.md'] =
      '---\nclaims: [XPostgres]\nalerts: [DiskFull]\n---\n';
    renderClaim(gitops);
    expect(await screen.findByText('Full.')).toBeInTheDocument();
    expect(
      (await screen.findAllByRole('link', { name: 'Full disk' }))[0],
    ).toHaveAttribute(
      'href',
      '/docs/default/component/zerotouch/runbooks/full/',
    );
    expect(screen.getByRole('link', { name: 'Edit' })).toHaveAttribute(
      'href',
      '/claims/acme/XPostgres/orders-db/edit',
    );
    const clone = new URL(
      screen.getByRole('link', { name: 'Clone' }).getAttribute('href') ?? '',
      'http://localhost',
    );
    expect(clone.pathname).toBe('/create/templates/default/xpostgres');
    expect(JSON.parse(clone.searchParams.get('formData') ?? '')).toEqual({
      tenant: 'acme',
      spec: { storageGB: 20 },
    });
  });
});
