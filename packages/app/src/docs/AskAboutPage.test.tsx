import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { AskAboutPage } from './AskAboutPage';

const render = (path: string) =>
  renderInTestApp(
    <>
      <p>there</p>
      <AskAboutPage />
    </>,
    { initialRouteEntries: [path] },
  );

it('leads to a chat about the page', async () => {
  render('/docs/default/component/zerotouch/runbooks/restore/');
  expect(
    await screen.findByRole('link', { name: 'Ask about this page' }),
  ).toHaveAttribute('href', '/agent?doc=docs%2Frunbooks%2Frestore.md');
});

it('is silent on pages of other sites', async () => {
  render('/docs/default/component/other/');
  expect(await screen.findByText('there')).toBeInTheDocument();
  expect(screen.queryByRole('link')).toBeNull();
});
