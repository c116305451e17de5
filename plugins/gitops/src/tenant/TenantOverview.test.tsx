import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeGitops, sha } from '../__testUtils__/FakeGitops';
import { gitopsApiRef } from '../api';
import { TenantOverview } from './TenantOverview';

const footprint = (cpuMillis: number) => ({
  cpuMillis,
  memoryMi: 1024,
  storageGi: 0,
  replicas: 3,
});

class TenantGitops extends FakeGitops {
  override async getTenantFootprint(tenant: string) {
    return {
      sha: sha('a'),
      tenant,
      used: footprint(9000),
      quota: footprint(8000),
      claims: [
        {
          kind: 'XPostgres',
          name: 'orders-db',
          entityRef: 'resource:acme/xpostgres-orders-db',
          used: footprint(9000),
        },
      ],
    };
  }
  override async getNetwork() {
    return {
      sha: sha('a'),
      nodes: [
        { id: 'a', type: 'claim' as const, title: 'shop', tenant: 'acme' },
        { id: 'b', type: 'claim' as const, title: 'orders-db', tenant: 'acme' },
      ],
      edges: [
        {
          from: 'a',
          to: 'b',
          ports: ['5432/TCP'],
          reason: 'the service uses the database',
          policies: ['acme/orders-db-pg'],
        },
      ],
    };
  }
}

function render(gitops: FakeGitops) {
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Domain',
        metadata: {
          name: 'acme',
          annotations: { 'platform.zerotouch.dev/tenant': 'acme' },
        },
      }}
    >
      <TenantOverview />
    </EntityProvider>,
    { apis: [[gitopsApiRef, gitops]] },
  );
}

it('shows use against quota, and says what is over it', async () => {
  render(new TenantGitops());
  expect(
    await screen.findByRole('meter', { name: 'Processor' }),
  ).toHaveAttribute('aria-valuetext', '9 cores of 8 cores, over the quota');
  expect(screen.getByRole('meter', { name: 'Memory' })).toHaveAttribute(
    'aria-valuetext',
    '1 GiB of 1 GiB',
  );
  expect(
    screen.getByRole('row', { name: /orders-db XPostgres/ }),
  ).toHaveTextContent('9 cores');
  expect(screen.getByRole('link', { name: 'Edit' })).toHaveAttribute(
    'href',
    '/claims/acme/XTenant/acme/edit',
  );
});

it('tells ports and reason of a mark, and that nothing else may', async () => {
  render(new TenantGitops());
  const matrix = await screen.findByRole('region', { name: 'Network matrix' });
  await userEvent.click(
    within(matrix).getByRole('button', {
      name: 'shop may talk to orders-db on 5432/TCP',
    }),
  );
  expect(screen.getByText('shop → orders-db').closest('p')).toHaveTextContent(
    'on 5432/TCP. The service uses the database. Allowed by acme/orders-db-pg.',
  );
  expect(screen.getByText(/Nothing else may:/)).toBeInTheDocument();
});

it('says what could not be had and lets one try again', async () => {
  const gitops = new TenantGitops();
  gitops.getNetwork = async () => {
    throw new Error('no policies');
  };
  render(gitops);
  expect(await screen.findByRole('alert')).toHaveTextContent('no policies');
});
