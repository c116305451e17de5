import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { ThreadView } from './ThreadView';
import { ThreadFrame, agents } from './__testUtils__/ThreadFrame';
import { exchange } from './__testUtils__/events';
import { toThread } from './thread';

describe('a long conversation', () => {
  const long = Array.from({ length: 100 }, (_, index) =>
    exchange(`Question ${index}?`, `Answer ${index}.`, 1 + index * 5),
  ).flat();
  const sizes = {
    offsetHeight: 600,
    offsetWidth: 800,
    clientHeight: 600,
    scrollHeight: 24_000,
  };
  beforeEach(() => {
    for (const [name, value] of Object.entries(sizes)) {
      Object.defineProperty(HTMLElement.prototype, name, {
        configurable: true,
        get() {
          return this.hasAttribute?.('data-index') ? 120 : value;
        },
      });
    }
  });
  afterEach(() => {
    for (const name of Object.keys(sizes)) {
      Reflect.deleteProperty(HTMLElement.prototype, name);
    }
  });
  const showIn = (events: ChatEvent[]) => {
    const place = document.createElement('div');
    place.style.overflowY = 'auto';
    document.body.append(place);
    render(
      <ThreadFrame>
        <ThreadView
          state={{
            status: 'idle',
            isStopping: false,
            thread: toThread(events),
          }}
          agents={agents}
          onRetry={jest.fn()}
          onDecide={jest.fn()}
          onAsk={jest.fn()}
        />
      </ThreadFrame>,
      { container: place },
    );
    return place;
  };

  it('has only rows near the sight on the page, each with its place, and opens at its end', async () => {
    const place = showIn(long);
    expect(await screen.findByText('Answer 99.')).toBeInTheDocument();
    const rows = screen.getAllByRole('article');
    expect(rows.length).toBeLessThan(30);
    expect(rows.at(-1)).toHaveAttribute('aria-posinset', '200');
    expect(rows.at(-1)).toHaveAttribute('aria-setsize', '200');
    expect(place.scrollTop).toBe(24_000);
  });

  it('goes to its start and end by keys, and keeps the row with the focus', async () => {
    const place = showIn(long);
    const copy = (await screen.findAllByRole('button')).at(-1);
    copy?.focus();
    fireEvent.keyDown(screen.getByRole('log'), { key: 'Home' });
    expect(place.scrollTop).toBe(0);
    fireEvent.scroll(place);
    expect(await screen.findByText('Question 0?')).toBeInTheDocument();
    expect(copy).toHaveFocus();
    expect(screen.getByText('Answer 99.')).toBeInTheDocument();
    expect(screen.queryByText('Answer 50.')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'To the end' }));
    expect(place.scrollTop).toBe(24_000);
  });

  it('is plain while it is short', () => {
    showIn(long.slice(0, 50));
    const rows = screen.getAllByRole('article');
    expect(rows).toHaveLength(20);
    expect(rows[0]).not.toHaveAttribute('aria-posinset');
  });
});
