import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { LegoDefinition } from './LegoDefinition';

function renderDefinition(definition: string) {
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'API',
        metadata: { name: 'xpostgres' },
        spec: { definition },
      }}
    >
      <LegoDefinition />
    </EntityProvider>,
  );
}

describe('LegoDefinition', () => {
  it('lists the fields and leads to the form', async () => {
    renderDefinition(
      'schema: { properties: { spec: { properties: { size: { type: string, default: small } } } } }',
    );
    expect(
      await screen.findByRole('rowheader', { name: 'size' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('cell', { name: 'small' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open the form' })).toHaveAttribute(
      'href',
      '/create/templates/default/xpostgres',
    );
  });

  it('still shows a definition that is no YAML', async () => {
    renderDefinition('a: [');
    expect(await screen.findByText('a: [')).toBeInTheDocument();
  });
});
