import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  type CatalogApi,
  catalogApiRef,
} from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityFinder } from './EntityFinder';

const operators = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'operators' },
};

function render(queryEntities: CatalogApi['queryEntities']) {
  const onPick = jest.fn();
  renderInTestApp(
    <EntityFinder
      label="Team"
      placeholder=""
      taken={['group:default/founders']}
      onPick={onPick}
    />,
    {
      apis: [[catalogApiRef, { queryEntities }]],
    },
  );
  return onPick;
}

it('hands the chosen one on and leaves out what is taken', async () => {
  const founders = { ...operators, metadata: { name: 'founders' } };
  const onPick = render(async () => ({
    items: [founders, operators],
    totalItems: 2,
    pageInfo: {},
  }));
  const field = await screen.findByRole('combobox', { name: 'Team' });
  await userEvent.type(field, 'o');
  const option = await screen.findByRole('option', { name: /operators/ });
  expect(screen.getAllByRole('option')).toHaveLength(1);
  await userEvent.click(option);
  expect(onPick).toHaveBeenCalledWith({
    ref: 'group:default/operators',
    title: 'operators',
    description: 'Group',
  });
  const next = screen.getByRole('combobox', { name: 'Team' });
  expect(next).toHaveValue('');
  expect(next).toHaveFocus();
  expect(screen.queryByRole('option')).toBeNull();
});

it('says that the catalog does not answer', async () => {
  render(async () => {
    throw new Error('No catalog.');
  });
  expect(await screen.findByRole('alert')).toHaveTextContent('No catalog.');
});
