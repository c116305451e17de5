import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ComposedObjects } from './ComposedObjects';

const objects = [
  ['cluster', 'Cluster', 'db-pg', 'instances: 3'],
  [
    'scheduled-backup',
    'ScheduledBackup',
    'db-nightly',
    'spec: { cluster: { name: db-pg } }',
  ],
  ['alerts', 'PrometheusRule', 'db-alerts', 'groups: []'],
  ['odd', 'Curiosity', 'x', 'a: 1'],
].map(([key, kind, name, yaml]) => ({
  key,
  kind,
  name,
  yaml,
  apiVersion: 'v1',
}));

function render() {
  renderInTestApp(
    <ComposedObjects
      claim={{ kind: 'XPostgres', name: 'db' }}
      objects={objects}
      findings={[]}
    />,
  );
}

it('groups the objects by what they are for', async () => {
  render();
  const graph = await screen.findByRole('group', { name: /as a graph/ });
  const names = within(graph)
    .getAllByRole('region')
    .map(region => region.getAttribute('aria-label'));
  expect(names).toEqual([
    'Data',
    'Alerts and metrics',
    'Protection and backups',
    'Other',
  ]);
});

it('is walked with the arrow keys, and enter opens the YAML', async () => {
  render();
  const graph = await screen.findByRole('group', { name: /as a graph/ });
  const nodeOf = (name: string) => within(graph).getByRole('button', { name });
  nodeOf('Cluster db-pg').focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}{ArrowLeft}');
  expect(nodeOf('PrometheusRule db-alerts')).toHaveFocus();
  await userEvent.keyboard('{End}{Home}{Enter}');
  expect(
    within(await screen.findByRole('dialog')).getByText('instances: 3'),
  ).toBeInTheDocument();
});

it('says in words who uses whom', async () => {
  render();
  await userEvent.click(await screen.findByText('As a list: 4 objects'));
  const list = screen.getByText('As a list: 4 objects').parentElement;
  expect(list).toHaveTextContent('uses Cluster db-pg');
});
