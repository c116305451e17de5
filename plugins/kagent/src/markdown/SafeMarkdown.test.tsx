import { renderInTestApp } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
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

describe('citations', () => {
  const sources = ['Restore', 'Backups'].map((title, index) => ({
    id: `s${index}`,
    title,
    heading: 'To a second',
    url: `/docs/${title}`,
    quote: `What ${title} says.`,
  }));
  const text = '**Restore** [1] and [2], not [3], `[1]` or [[1]](/docs/other).';

  it('are buttons that open the passage of their number', async () => {
    const onOpenSource = jest.fn();
    renderInTestApp(
      <SafeMarkdown sources={sources} onOpenSource={onOpenSource}>
        {text}
      </SafeMarkdown>,
    );
    const chips = await screen.findAllByRole('button', { name: /^Source/ });
    expect(chips.map(chip => chip.getAttribute('aria-label'))).toEqual([
      'Source 1: Restore, To a second',
      'Source 2: Backups, To a second',
    ]);
    await userEvent.click(chips[1]);
    expect(onOpenSource).toHaveBeenCalledWith(sources[1]);
    expect(screen.getAllByRole('link')).toHaveLength(1);
  });

  it('show what the passage says when they are focused', async () => {
    renderInTestApp(
      <SafeMarkdown sources={sources} onOpenSource={jest.fn()}>
        {text}
      </SafeMarkdown>,
    );
    await screen.findAllByRole('button', { name: /^Source/ });
    await userEvent.tab();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'What Restore says.',
    );
  });

  it('cannot be made by the text itself', async () => {
    renderInTestApp(
      <SafeMarkdown sources={sources} onOpenSource={jest.fn()}>
        {'<a data-citation="1">x</a> [y](/z "data-citation=1")'}
      </SafeMarkdown>,
    );
    expect(await screen.findByRole('link', { name: 'y' })).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('hostile text', () => {
  it.each([
    '![x](http://evil.example/x.png)',
    '![x](data:image/svg+xml;base64,PHN2Zz4=)',
    '![x][y]\n\n[y]: http://evil.example/x.png',
    '<img src="http://evil.example/x">',
    '<svg onload="alert(1)"><image href="http://evil.example/x"/></svg>',
    '<iframe src="http://evil.example/"></iframe>',
    '<style>@import "http://evil.example/x.css"</style>',
    '<link rel="stylesheet" href="http://evil.example/x.css">',
    '<video src="http://evil.example/x" autoplay></video>',
    '<form action="http://evil.example/"><input name="a"></form>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:x)',
    '<javascript:alert(1)>',
    '| a |\n| - |\n| <img src=x onerror=alert(1)> |',
    '```html\n<img src=x onerror=alert(1)>\n```',
    '```json\n{"a": "<img src=x onerror=alert(1)>"}\n```',
    '- [ ] <script>alert(1)</script>',
    'a[^1]\n\n[^1]: <img src=x>',
  ])('%j loads, runs and leads to nothing', async text => {
    renderInTestApp(
      <div data-testid="box">
        <SafeMarkdown>{text}</SafeMarkdown>
        <p>end</p>
      </div>,
    );
    await screen.findByText('end');
    const box = screen.getByTestId('box');
    expect(
      box.querySelector(
        'img, image, svg[onload], iframe, style, link, video, form, input, script, [onerror], [src]',
      ),
    ).toBeNull();
    for (const link of box.querySelectorAll('a')) {
      expect(link.href).toMatch(/^http/);
    }
  });
});

describe('code', () => {
  it('gets its colours and stays the text it is', async () => {
    renderInTestApp(
      <SafeMarkdown>{'```yaml\nkind: XDragonfly # <b>\n```'}</SafeMarkdown>,
    );
    const key = await screen.findByText('kind:');
    expect(key).toHaveClass('code-attr');
    expect(key.closest('pre')).toHaveTextContent('kind: XDragonfly # <b>');
  });

  it('has no colours while it is written', async () => {
    renderInTestApp(
      <SafeMarkdown isStreaming>{'```yaml\nkind: XDragonfly'}</SafeMarkdown>,
    );
    const code = await screen.findByText('kind: XDragonfly');
    expect(code.querySelector('span')).toBeNull();
  });
});

it('reads finished blocks once however much text follows', async () => {
  const texts: string[] = [];
  const sources = [
    { id: 's', title: 'T', heading: '', url: '/docs/t', quote: 'q' },
  ];
  // Each sight of a title tells that its block was read again.
  Object.defineProperty(sources[0], 'title', {
    get: () => {
      texts.push('read');
      return 'T';
    },
  });
  const onOpenSource = jest.fn();
  const { rerender } = render(
    <SafeMarkdown sources={sources} onOpenSource={onOpenSource} isStreaming>
      {'One [1].\n\nTwo'}
    </SafeMarkdown>,
  );
  const before = texts.length;
  expect(before).toBeGreaterThan(0);
  for (let length = 1; length <= 20; length++) {
    rerender(
      <SafeMarkdown sources={sources} onOpenSource={onOpenSource} isStreaming>
        {`One [1].\n\nTwo${'o'.repeat(length)}`}
      </SafeMarkdown>,
    );
  }
  expect(screen.getByText(`Two${'o'.repeat(20)}`)).toBeInTheDocument();
  expect(texts).toHaveLength(before);
});
