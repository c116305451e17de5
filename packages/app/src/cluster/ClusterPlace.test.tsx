import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { ClusterPlace } from './ClusterPlace';

const place = <ClusterPlace what="Workloads">live things</ClusterPlace>;

describe('ClusterPlace', () => {
  it('says that no cluster is connected and how to connect one', async () => {
    renderInTestApp(place);
    expect(
      await screen.findByRole('heading', { name: 'No cluster is connected' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Connect a cluster' }),
    ).toHaveAttribute(
      'href',
      '/docs/default/component/zerotouch/runbooks/connect-a-cluster/',
    );
    expect(screen.queryByText('live things')).toBeNull();
  });

  it('shows what comes from the cluster', async () => {
    renderInTestApp(place, {
      config: { portal: { cluster: { connected: true } } },
    });
    expect(await screen.findByText('live things')).toBeInTheDocument();
  });
});
