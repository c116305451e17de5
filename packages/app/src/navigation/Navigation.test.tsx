import { renderInTestApp } from '@backstage/frontend-test-utils';
import { searchApiRef } from '@backstage/plugin-search-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GitopsApi } from '@zerotouch/plugin-gitops-common';
import { gitopsApiRef } from '@zerotouch/plugin-gitops';
import { ShortcutsProvider } from '../keys/ShortcutsProvider';
import { Navigation } from './Navigation';

const present = ['/', '/catalog', '/agent', '/approvals', '/settings'];

const gitops: Partial<GitopsApi> = {
  listProposals: async () => ({
    items: [],
    nextCursor: undefined,
  }),
};

function renderNavigation() {
  const items = present.map(href => ({ href }));
  renderInTestApp(
    <ShortcutsProvider>
      <Navigation navItems={{ rest: () => items }} />
      <input aria-label="A field" />
    </ShortcutsProvider>,
    {
      apis: [
        [gitopsApiRef, gitops],
        [
          searchApiRef,
          {
            query: async ({ term }) => ({
              results:
                term === 'orders'
                  ? [
                      {
                        type: 'software-catalog',
                        document: {
                          title: 'orders-db',
                          text: 'A database',
                          location: '/catalog/acme/resource/orders-db',
                        },
                      },
                    ]
                  : [],
            }),
          },
        ],
      ],
      config: { app: { environment: 'staging' } },
    },
  );
}

function showPhone(isPhone: boolean) {
  window.matchMedia = jest.fn().mockReturnValue({
    matches: isPhone,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
  });
}

const links = async () =>
  within(await screen.findByRole('navigation', { name: 'Main' }))
    .getAllByRole('link')
    .map(link => link.textContent);

describe('Navigation', () => {
  it('shows the places that exist, in order, and the environment', async () => {
    showPhone(false);
    renderNavigation();
    expect(await links()).toEqual([
      'Home',
      'Catalog',
      'Agent',
      'Approvals',
      'Settings',
    ]);
    expect(screen.getByTitle('Environment')).toHaveTextContent('staging');
  });

  it('keeps four places in reach on a phone and the others behind More', async () => {
    showPhone(true);
    renderNavigation();
    expect(await links()).toEqual(['Home', 'Catalog', 'Agent', 'Approvals']);
    await userEvent.click(screen.getByRole('button', { name: 'More' }));
    expect(await links()).toContain('Settings');
  });

  it('shows the keys with ?, but not while one types', async () => {
    showPhone(false);
    renderNavigation();
    await userEvent.type(await screen.findByLabelText('A field'), '?');
    expect(screen.queryByRole('dialog')).toBeNull();
    await userEvent.click(document.body);
    await userEvent.keyboard('?');
    expect(
      within(await screen.findByRole('dialog')).getByText('Go to Approvals'),
    ).toBeInTheDocument();
  });

  it('searches with /, and says when nothing is found', async () => {
    showPhone(false);
    renderNavigation();
    await screen.findByRole('navigation', { name: 'Main' });
    await userEvent.keyboard('/');
    const field = await screen.findByRole('searchbox');
    await userEvent.type(field, 'orders');
    expect(
      await screen.findByRole('link', { name: /orders-db/ }),
    ).toHaveAttribute('href', '/catalog/acme/resource/orders-db');
    await userEvent.type(field, 'x');
    expect(
      await screen.findByText(/Nothing is called “ordersx”/),
    ).toBeInTheDocument();
  });
});
