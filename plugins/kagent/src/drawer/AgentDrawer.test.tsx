import { toastApiRef } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link } from 'react-router-dom';
import kagentPlugin, { agentDrawer, kagentApiRef } from '..';
import { FakeKagent } from '../agent/__testUtils__/FakeKagent';
import { exchange } from '../agent/__testUtils__/events';

const catalogPlugin = createFrontendPlugin({
  pluginId: 'pages',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/catalog',
        loader: async () => (
          <>
            <button type="button" onClick={agentDrawer.open}>
              Ask
            </button>
            <Link to="/catalog/acme/resource/xpostgres-orders-db">orders</Link>
          </>
        ),
      },
    }),
  ],
});

function open(kagent: FakeKagent, path = '/catalog/default/api/xpostgres') {
  renderTestApp({
    features: [kagentPlugin, catalogPlugin],
    initialRouteEntries: [path],
    apis: [
      [kagentApiRef, kagent],
      [toastApiRef, { post: jest.fn() }],
    ],
  });
}

const findDrawer = () => screen.findByRole('complementary', { name: 'Agent' });

afterEach(() => act(() => agentDrawer.close()));

it('opens beside the page, takes the focus, and gives it back with Escape', async () => {
  open(new FakeKagent());
  const ask = await screen.findByRole('button', { name: 'Ask' });
  expect(screen.queryByRole('complementary')).toBeNull();
  await userEvent.click(ask);
  const drawer = await findDrawer();
  const message = within(drawer).getByLabelText('Message');
  await waitFor(() => expect(message).toHaveFocus());
  expect(document.documentElement).toHaveAttribute('data-agent-drawer');
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('complementary')).toBeNull();
  expect(ask).toHaveFocus();
  expect(document.documentElement).not.toHaveAttribute('data-agent-drawer');
});

it('offers what the page is about, and sends it only when it is attached', async () => {
  const kagent = new FakeKagent();
  open(kagent);
  await userEvent.click(await screen.findByRole('button', { name: 'Ask' }));
  const drawer = await findDrawer();
  const offer = await within(drawer).findByRole('button', {
    name: /what this page is about: xpostgres/,
  });
  await userEvent.click(offer);
  expect(offer).not.toBeInTheDocument();
  await within(drawer).findByText('Consultant answers');
  await userEvent.keyboard('What is it?{Enter}');
  await waitFor(() =>
    expect(kagent.calls).toContainEqual([
      'send',
      'c1',
      {
        text: 'What is it?',
        attachments: [{ kind: 'entity', ref: 'api:default/xpostgres' }],
      },
    ]),
  );
});

it('keeps the conversation while one navigates, and leads to the full page', async () => {
  const kagent = new FakeKagent();
  open(kagent);
  await userEvent.click(await screen.findByRole('button', { name: 'Ask' }));
  const drawer = await findDrawer();
  await within(drawer).findByText('Consultant answers');
  await userEvent.keyboard('Why?{Enter}');
  kagent.gate.push(...exchange('Why?', 'Because.'));
  kagent.gate.end();
  await within(drawer).findByText('Because.');
  await userEvent.click(screen.getByRole('link', { name: 'orders' }));
  expect(
    await within(drawer).findByRole('button', {
      name: /what this page is about: xpostgres-orders-db/,
    }),
  ).toBeInTheDocument();
  expect(within(drawer).getByText('Because.')).toBeInTheDocument();
  await userEvent.click(
    within(drawer).getByRole('link', { name: 'Open full page' }),
  );
  expect(
    await screen.findByRole('button', { name: 'Conversations' }),
  ).toBeInTheDocument();
  expect(screen.queryByRole('complementary', { name: 'Agent' })).toBeNull();
});

it('is the page itself where the agent has its page', async () => {
  open(new FakeKagent(), '/agent');
  const message = await screen.findByLabelText('Message');
  act(() => agentDrawer.open());
  expect(message).toHaveFocus();
  expect(agentDrawer.isOpen()).toBe(false);
  expect(screen.getAllByLabelText('Message')).toHaveLength(1);
});
