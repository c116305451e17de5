import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeGitops } from '../__testUtils__/FakeGitops';
import { gitopsApiRef } from '../api';
import { LegoDefinition } from './LegoDefinition';

const field = (path: string, more: object = {}) => ({
  field: path,
  description: `About ${path}.`,
  type: 'text',
  isRequired: false,
  limits: [],
  rules: [],
  effects: [],
  ...more,
});

function renderLego(gitops: FakeGitops, path = '/') {
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'API',
        metadata: {
          name: 'xpostgres',
          annotations: { 'platform.zerotouch.dev/kind': 'XPostgres' },
        },
        spec: { definition: 'kind: XPostgres' },
      }}
    >
      <LegoDefinition />
    </EntityProvider>,
    {
      apis: [[gitopsApiRef, gitops]],
      initialRouteEntries: [path],
    },
  );
}

function createGitops() {
  const gitops = new FakeGitops();
  gitops.legoFields = {
    fields: [
      field('storageGB', {
        default: 20,
        limits: ['at least 10'],
        rules: ['spec.storageGB can only grow.'],
        effects: ['Cluster: spec.storage.size'],
        example: { storageGB: 40 },
      }),
      field('backup'),
      field('backup.schedule'),
    ],
    columns: [{ name: 'Size', path: 'spec.size' }],
    status: [{ field: 'endpoint', description: 'Its address.' }],
    example: {
      name: 'orders-db',
      yaml: 'kind: XPostgres\n',
      objects: [
        {
          key: 'cluster',
          apiVersion: 'v1',
          kind: 'Cluster',
          name: 'orders-db-pg',
          yaml: 'a: 1',
        },
      ],
    },
  };
  return gitops;
}

describe('the page of an API', () => {
  it('tells all of a field, and leads to the form', async () => {
    renderLego(createGitops());
    const list = await screen.findByRole('region', { name: 'Fields' });
    expect(list).toHaveTextContent('default 20');
    expect(list).toHaveTextContent('Takes: at least 10');
    expect(list).toHaveTextContent('Rule: spec.storageGB can only grow.');
    expect(list).toHaveTextContent('Changes: Cluster: spec.storage.size');
    expect(list).toHaveTextContent('spec: storageGB: 40');
    expect(screen.getByRole('link', { name: 'Open the form' })).toHaveAttribute(
      'href',
      '/create/templates/default/xpostgres',
    );
    expect(
      within(screen.getByRole('group', { name: /as a graph/ })).getByRole(
        'button',
        { name: 'Cluster orders-db-pg' },
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /Size/ })).toHaveTextContent(
      'spec.size',
    );
  });

  it('folds groups, and searches inside of them', async () => {
    renderLego(createGitops());
    expect(await screen.findByText('About backup.')).toBeInTheDocument();
    expect(screen.queryByText('About backup.schedule.')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'backup' }));
    expect(screen.getByText('About backup.schedule.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Fold all' }));
    expect(screen.queryByText('About backup.schedule.')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Unfold all' }));
    expect(screen.getByText('About backup.schedule.')).toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox'), 'schedule');
    expect(screen.getByText('About backup.schedule.')).toBeInTheDocument();
    expect(screen.queryByText('About storageGB.')).toBeNull();
    expect(screen.getByText('2 of 3 fields')).toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox'), 'xyz');
    expect(screen.getByText(/No field has/)).toBeInTheDocument();
  });

  it('unfolds what the address names', async () => {
    renderLego(createGitops(), '/#spec.backup.schedule');
    expect(
      await screen.findByText('About backup.schedule.'),
    ).toBeInTheDocument();
  });

  it('says what is wrong when the fields cannot be had', async () => {
    const gitops = createGitops();
    gitops.failures = { getLegoFields: new Error('no way') };
    renderLego(gitops);
    expect(await screen.findByRole('alert')).toHaveTextContent('no way');
    expect(screen.getByText('Definition as YAML')).toBeInTheDocument();
  });
});
