import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { FakeGitops } from '../__testUtils__/FakeGitops';
import { gitopsApiRef } from '../api';
import { createClaimLayout } from './createClaimLayout';

const Layout = createClaimLayout({ kind: 'XPostgres' });

function renderLayout(formData: unknown) {
  renderInTestApp(
    <Layout
      properties={[
        { name: 'tenant', content: <p>tenant field</p>, hidden: false },
        { name: 'secret', content: <p>hidden field</p>, hidden: true },
      ]}
      formContext={{ formData }}
    />,
    { apis: [[gitopsApiRef, new FakeGitops()]] },
  );
}

describe('the layout of a step', () => {
  it('says what is missing beside the fields', async () => {
    renderLayout({ tenant: 'acme' });
    expect(await screen.findByText('tenant field')).toBeInTheDocument();
    expect(screen.queryByText('hidden field')).toBeNull();
    expect(
      screen.getByText(/shows here once tenant and name are given/),
    ).toBeInTheDocument();
  });

  it('shows the claim as soon as it has a name', async () => {
    renderLayout({ tenant: 'acme', name: 'orders-db' });
    expect(
      await screen.findByRole('heading', { name: /^Written to/ }),
    ).toBeInTheDocument();
  });
});
