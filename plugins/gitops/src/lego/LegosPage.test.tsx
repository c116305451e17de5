import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { LegosPage } from './LegosPage';

it('lists the APIs and how many claims each has', async () => {
  const relation = (name: string) => ({
    type: 'apiConsumedBy',
    targetRef: `resource:acme/${name}`,
  });
  const entities = [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'API',
      metadata: { name: 'xpostgres', title: 'XPostgres' },
      spec: { type: 'crossplane-xrd' },
      relations: [relation('a'), relation('b')],
    },
  ];
  renderInTestApp(<LegosPage />, {
    apis: [[catalogApiRef, catalogApiMock({ entities })]],
  });
  expect(
    await screen.findByRole('link', { name: 'XPostgres' }),
  ).toHaveAttribute('href', '/catalog/default/api/xpostgres');
  expect(screen.getByRole('cell', { name: '2' })).toBeInTheDocument();
});

it('says where APIs come from when there is none', async () => {
  renderInTestApp(<LegosPage />, {
    apis: [[catalogApiRef, catalogApiMock({ entities: [] })]],
  });
  expect(await screen.findByText(/no APIs yet/)).toBeInTheDocument();
});
