import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { NotFound } from './NotFound';

it('says so and leads Home', async () => {
  renderInTestApp(<NotFound />);
  expect(
    await screen.findByRole('heading', { name: 'There is no such page' }),
  ).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Go to Home' })).toHaveAttribute(
    'href',
    '/',
  );
  expect(screen.getByRole('button', { name: 'search' })).toBeEnabled();
});
