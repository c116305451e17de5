import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CatalogPage } from './CatalogPage';

const entities = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'cilium',
      namespace: 'default',
      title: 'Cilium',
      description: 'The network',
    },
    spec: { type: 'platform-component' },
    relations: [{ type: 'partOf', targetRef: 'system:default/foundation' }],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'xpostgres-orders-db',
      namespace: 'acme',
      title: 'orders-db',
      annotations: {
        'platform.zerotouch.dev/kind': 'XPostgres',
        'platform.zerotouch.dev/claim': 'orders-db',
        'platform.zerotouch.dev/path': 'tenants/acme/orders-db/xpostgres.yaml',
        'platform.zerotouch.dev/error': 'line 3: broken',
      },
    },
    spec: { type: 'database' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/acme' }],
  },
];

function renderCatalog(route = '/catalog') {
  renderInTestApp(<CatalogPage />, {
    apis: [[catalogApiRef, catalogApiMock({ entities })]],
    initialRouteEntries: [route],
  });
}

describe('the catalog', () => {
  it('lists entities with layer, tenant and owner, and marks broken files', async () => {
    renderCatalog();
    expect(await screen.findByRole('link', { name: 'Cilium' })).toHaveAttribute(
      'href',
      '/catalog/default/component/cilium',
    );
    expect(screen.getByRole('link', { name: 'foundation' })).toHaveAttribute(
      'href',
      '/catalog/default/system/foundation',
    );
    expect(screen.getByTitle('line 3: broken')).toHaveTextContent('broken');
    expect(screen.getByText('2 entities')).toBeInTheDocument();
  });

  it('filters by kind', async () => {
    renderCatalog();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Resource 1' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'Cilium' })).toBeNull(),
    );
    expect(
      await screen.findByRole('link', { name: 'orders-db' }),
    ).toBeInTheDocument();
  });

  it('filters by words, says when nothing matches, and shows all again', async () => {
    renderCatalog();
    await userEvent.type(
      await screen.findByRole('searchbox', { name: /Filter by name/ }),
      'zzz',
    );
    await screen.findByText(/Nothing matches/);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show everything' }),
    );
    expect(
      await screen.findByRole('link', { name: 'Cilium' }),
    ).toBeInTheDocument();
  });

  it('opens with what the address says', async () => {
    renderCatalog('/catalog?filters[kind]=resource');
    expect(
      await screen.findByRole('link', { name: 'orders-db' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Cilium' })).toBeNull();
  });
});
