import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import { CreatePage } from './CreatePage';

const entities = [
  {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'xpostgres',
      title: 'PostgreSQL database',
      description: 'Three instances and an archive.',
      annotations: { 'platform.zerotouch.dev/group': 'Data' },
    },
  },
];

describe('Create', () => {
  it('groups the forms and says what each one gives', async () => {
    renderInTestApp(<CreatePage />, {
      apis: [[catalogApiRef, catalogApiMock({ entities })]],
    });
    const data = within(await screen.findByRole('region', { name: 'Data' }));
    expect(
      data.getByRole('link', { name: 'PostgreSQL database' }),
    ).toHaveAttribute('href', '/create/templates/default/xpostgres');
    expect(
      data.getByText('Three instances and an archive.'),
    ).toBeInTheDocument();
  });

  it('says where templates come from when there is none', async () => {
    renderInTestApp(<CreatePage />, {
      apis: [[catalogApiRef, catalogApiMock({ entities: [] })]],
    });
    expect(await screen.findByText(/no templates yet/)).toBeInTheDocument();
  });
});
