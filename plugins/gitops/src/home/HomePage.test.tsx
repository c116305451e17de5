import { renderInTestApp } from '@backstage/frontend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import {
  FakeGitops,
  fakeClaim,
  fakeCommit,
  fakeProposal,
  sha,
} from '../__testUtils__/FakeGitops';
import { gitopsApiRef } from '../api';
import { type WaitingItem, waitingApiRef } from '../waiting/waitingApi';
import { HomePage } from './HomePage';

const layers = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name: 'foundation', title: 'Foundation' },
    spec: { type: 'layer' },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'cilium', namespace: 'default', title: 'Cilium' },
    spec: { system: 'system:default/foundation' },
  },
];

function Place() {
  const { pathname, search } = useLocation();
  return <output data-testid="place">{`${pathname}${search}`}</output>;
}

function renderHome(
  gitops: FakeGitops,
  connected = false,
  waiting: WaitingItem[] = [],
) {
  renderInTestApp(
    <>
      <HomePage />
      <Place />
    </>,
    {
      apis: [
        [gitopsApiRef, gitops],
        [waitingApiRef, { listWaiting: async () => waiting }],
        [catalogApiRef, catalogApiMock({ entities: layers })],
      ],
      config: { portal: { cluster: { connected } } },
    },
  );
}

const section = (name: string) => screen.findByRole('region', { name });

describe('Home', () => {
  it('shows what agents wait with before proposals', async () => {
    const gitops = new FakeGitops();
    gitops.proposals = [fakeProposal({ number: 1, title: 'Raise storage' })];
    renderHome(gitops, false, [
      {
        id: 'c1/p1',
        title: 'Run scale',
        path: '/approvals/tools/c1/p1',
        by: 'agent sre',
        since: '2026-03-10T12:00:00.000Z',
      },
    ]);
    const needs = within(await section('Needs you'));
    const [first, second] = await needs.findAllByRole('listitem');
    expect(first).toHaveTextContent('Run scale');
    expect(first).toHaveTextContent('Tool call · agent sre');
    expect(
      within(first).getByRole('link', { name: 'Review Run scale' }),
    ).toHaveAttribute('href', '/approvals/tools/c1/p1');
    expect(second).toHaveTextContent('Raise storage');
  });

  it('shows what waits, who asks and for whom, and leads there', async () => {
    const gitops = new FakeGitops();
    gitops.proposals = [
      fakeProposal({
        number: 42,
        title: 'Raise orders-db storage',
        author: { ref: 'user:agents/sre', kind: 'agent' },
        tenants: ['acme'],
        checksState: 'failure',
      }),
    ];
    renderHome(gitops);
    const needs = within(await section('Needs you'));
    const link = await needs.findByRole('link', {
      name: 'Raise orders-db storage',
    });
    expect(link).toHaveAttribute('href', '/approvals/42');
    expect(needs.getByText(/#42 · agent sre · for acme/)).toHaveTextContent(
      '5 m ago',
    );
    expect(needs.getByLabelText('A check failed')).toBeInTheDocument();
  });

  it('is calm when nothing waits', async () => {
    const gitops = new FakeGitops();
    gitops.commits = [fakeCommit({ sha: sha('1') })];
    renderHome(gitops);
    expect(
      await screen.findByText(/Nothing needs you.*Last change/),
    ).toHaveTextContent('2 h ago by founder');
    expect(screen.queryByRole('region', { name: 'Problems' })).toBeNull();
  });

  it('shows a title with markup as text', async () => {
    const gitops = new FakeGitops();
    gitops.proposals = [
      fakeProposal({ number: 1, title: '<img src=x onerror=alert(1)>' }),
    ];
    renderHome(gitops);
    expect(
      await screen.findByText('<img src=x onerror=alert(1)>'),
    ).toBeInTheDocument();
    expect(document.querySelector('img')).toBeNull();
  });

  it('lists problems with their place', async () => {
    const gitops = new FakeGitops();
    gitops.problems = [
      {
        rule: 'parse',
        severity: 'error',
        path: 'tenants/acme/x.yaml',
        line: 7,
        message: 'Nested mappings are not allowed',
      },
    ];
    renderHome(gitops);
    const problems = within(await section('Problems'));
    expect(
      problems.getByText('Nested mappings are not allowed'),
    ).toBeInTheDocument();
    expect(problems.getByText(/tenants\/acme\/x\.yaml/)).toHaveTextContent(
      'tenants/acme/x.yaml:7',
    );
  });

  it('shows layers, tenants, commits and runbooks as links', async () => {
    const gitops = new FakeGitops();
    gitops.claims = [fakeClaim('acme', 'orders-db')];
    gitops.commits = [
      fakeCommit({ sha: sha('1'), title: 'Merge #41', proposalNumber: 41 }),
    ];
    gitops.files = {
      'mkdocs.yml': 'nav:\n  - Lag: runbooks/lag.md\n',
    };
    renderHome(gitops);
    const links = await Promise.all(
      ['Cilium', 'acme', 'orders-db', 'Merge #41', 'Lag', 'New database'].map(
        async name =>
          (await screen.findByRole('link', { name })).getAttribute('href'),
      ),
    );
    expect(links).toEqual([
      '/catalog/default/component/cilium',
      '/catalog/default/group/acme',
      '/catalog/acme/resource/xpostgres-orders-db',
      '/approvals/41',
      '/docs/default/component/zerotouch/runbooks/lag/',
      '/create/templates/default/new-database',
    ]);
    expect(screen.getByText('1 part · not connected')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Connect a cluster' }),
    ).toBeInTheDocument();
  });

  it('asks for no cluster when one is connected', async () => {
    renderHome(new FakeGitops(), true);
    expect(await screen.findByText(/from Argo CD/)).toBeInTheDocument();
    expect(screen.queryByText(/not connected/)).toBeNull();
  });

  it('fails part by part and tries again', async () => {
    const gitops = new FakeGitops();
    gitops.claims = [fakeClaim('acme', 'orders-db')];
    gitops.failures = {
      listProposals: new NotAllowedError('no'),
      listCommits: new Error('The forge does not answer'),
    };
    renderHome(gitops);
    expect(
      await screen.findByText(/You may not see the open proposals/),
    ).toBeInTheDocument();
    const lately = within(await section('Lately in Git'));
    expect(
      await lately.findByText(/The forge does not answer/),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'orders-db' }),
    ).toBeInTheDocument();

    gitops.failures = {};
    await userEvent.click(lately.getByRole('button', { name: 'Try again' }));
    expect(
      await lately.findByText('Nothing was committed yet.'),
    ).toBeInTheDocument();
  });

  it('takes a question to the agent', async () => {
    renderHome(new FakeGitops());
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Ask the platform' }),
      'How do I add a cache?{Enter}',
    );
    expect(screen.getByTestId('place')).toHaveTextContent(
      '/agent?q=How%20do%20I%20add%20a%20cache%3F',
    );
  });
});
