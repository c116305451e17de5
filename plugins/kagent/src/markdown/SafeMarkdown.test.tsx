import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SafeMarkdown } from './SafeMarkdown';

it('shows raw HTML as text and makes no element of it', async () => {
  renderInTestApp(
    <div data-testid="box">
      <SafeMarkdown>
        {
          'Hi <b>bold</b>\n\n<script>window.hacked = 1</script>\n\n<img src=http://evil.example/x onerror=alert(1)>'
        }
      </SafeMarkdown>
    </div>,
  );
  const box = await screen.findByTestId('box');
  expect(box).toHaveTextContent('<b>bold</b>');
  expect(box).toHaveTextContent('<script>window.hacked = 1</script>');
  expect(box.querySelector('b, script, img')).toBeNull();
});

it('loads no image, and says which one it left out', async () => {
  renderInTestApp(
    <SafeMarkdown>![a chart](https://evil.example/pixel.png)</SafeMarkdown>,
  );
  expect(
    await screen.findByText('[image not loaded: a chart]'),
  ).toBeInTheDocument();
  expect(document.querySelector('img[src*="evil"]')).toBeNull();
});

it('marks foreign links, keeps own ones inside, and takes the point off dangerous ones', async () => {
  renderInTestApp(
    <SafeMarkdown>
      [out](https://other.example/a) [in](/docs/default/x#y)
      [bad](javascript:alert(1)) [rel](../x)
    </SafeMarkdown>,
  );
  const out = await screen.findByRole('link', { name: /^out/ });
  expect(out).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  expect(out).toHaveAttribute('target', '_blank');
  expect(out).toHaveTextContent('(opens another site)');
  const inside = screen.getByRole('link', { name: 'in' });
  expect(inside).toHaveAttribute('href', '/docs/default/x#y');
  expect(inside).not.toHaveAttribute('target');
  expect(screen.queryByRole('link', { name: 'bad' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'rel' })).toBeNull();
});

it('copies a block of code whole', async () => {
  const user = userEvent.setup();
  const writeText = jest
    .spyOn(navigator.clipboard, 'writeText')
    .mockResolvedValue(undefined);
  renderInTestApp(
    <SafeMarkdown>{'```yaml\nkind: XDragonfly\nspec: {}\n```'}</SafeMarkdown>,
  );
  await user.click(await screen.findByRole('button', { name: /Copy yaml/ }));
  expect(await screen.findByText('Copied')).toBeInTheDocument();
  expect(writeText).toHaveBeenCalledWith('kind: XDragonfly\nspec: {}');
});

it('starts headings below those of the page', async () => {
  renderInTestApp(<SafeMarkdown>{'# Title\n\n## Part'}</SafeMarkdown>);
  expect(
    await screen.findByRole('heading', { name: 'Title', level: 3 }),
  ).not.toHaveAttribute('id');
  expect(
    screen.getByRole('heading', { name: 'Part', level: 4 }),
  ).toBeInTheDocument();
});

it('makes a number in brackets a link to the source of that number', async () => {
  renderInTestApp(
    <SafeMarkdown citations={['/docs/one#a', '/docs/two']}>
      **Restore** [1] and [2], not [3], `[1]` or [[1]](/docs/other).
    </SafeMarkdown>,
  );
  const [first, second, other] = await screen.findAllByRole('link');
  expect(first).toHaveAttribute('href', '/docs/one#a');
  expect(second).toHaveAttribute('href', '/docs/two');
  expect(other).toHaveAttribute('href', '/docs/other');
  expect(screen.getAllByRole('link')).toHaveLength(3);
});
