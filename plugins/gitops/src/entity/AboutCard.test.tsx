import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { AboutCard } from './AboutCard';

it('shows owner, place and docs, and no address that leads nowhere', async () => {
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'nats',
          description: 'Carries events.',
          annotations: {
            'backstage.io/view-url': 'https://forge.zerotouch.invalid/x',
            'backstage.io/techdocs-entity-path': '/runbooks/nats/',
            'platform.zerotouch.dev/path': 'platform/nats/application.yaml',
            'platform.zerotouch.dev/chart': 'nats',
            'platform.zerotouch.dev/version': '1.2.3',
          },
        },
        spec: { type: 'platform-component' },
        relations: [
          { type: 'ownedBy', targetRef: 'group:default/founders' },
          { type: 'partOf', targetRef: 'system:default/foundation' },
        ],
      }}
    >
      <AboutCard />
    </EntityProvider>,
  );
  expect(await screen.findByText('Carries events.')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'founders' })).toHaveAttribute(
    'href',
    '/catalog/default/group/founders',
  );
  expect(screen.getByRole('link', { name: 'foundation' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Ask the agent' })).toHaveAttribute(
    'href',
    '/agent?entity=component%3Adefault%2Fnats',
  );
  expect(screen.getByRole('link', { name: 'Docs' })).toHaveAttribute(
    'href',
    '/docs/default/component/zerotouch/runbooks/nats/',
  );
  expect(screen.getByText('nats 1.2.3')).toBeInTheDocument();
  expect(
    screen.getByText('platform/nats/application.yaml'),
  ).toBeInTheDocument();
  expect(document.body.innerHTML).not.toContain('zerotouch.invalid');
});
