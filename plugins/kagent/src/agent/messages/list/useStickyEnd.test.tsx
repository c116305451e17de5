import { act, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { useStickyEnd } from './useStickyEnd';

let grow: () => void = () => undefined;
const original = globalThis.ResizeObserver;

beforeEach(() => {
  globalThis.ResizeObserver = class implements ResizeObserver {
    constructor(callback: ResizeObserverCallback) {
      grow = () => callback([], this);
    }
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});
afterEach(() => {
  globalThis.ResizeObserver = original;
});

function Log() {
  const place = useRef<HTMLDivElement>(null);
  const { isAway, toEnd } = useStickyEnd(place);
  return (
    <div data-testid="scroller" style={{ overflowY: 'auto' }}>
      <div ref={place}>text</div>
      {isAway && <button onClick={toEnd}>To the end</button>}
    </div>
  );
}

function setUp(height = 1_000) {
  render(<Log />);
  const scroller = screen.getByTestId('scroller');
  const size = { height };
  Object.defineProperties(scroller, {
    clientHeight: { value: 400 },
    scrollHeight: { get: () => size.height },
  });
  const growTo = (next: number) => {
    size.height = next;
    act(() => grow());
  };
  const scrollTo = (top: number) => {
    scroller.scrollTop = top;
    fireEvent.scroll(scroller);
  };
  growTo(height);
  return { scroller, growTo, scrollTo, size };
}

it('follows what grows', () => {
  const { growTo, scroller } = setUp();
  expect(scroller.scrollTop).toBe(1_000);
  growTo(3_000);
  expect(scroller.scrollTop).toBe(3_000);
  expect(screen.queryByRole('button')).toBeNull();
});

it('stays where the reader went, and comes back by the button', () => {
  const { growTo, scroller, scrollTo } = setUp();
  scrollTo(600);
  scrollTo(200);
  growTo(3_000);
  expect(scroller.scrollTop).toBe(200);
  fireEvent.click(screen.getByRole('button'));
  expect(scroller.scrollTop).toBe(3_000);
  growTo(4_000);
  expect(scroller.scrollTop).toBe(4_000);
});

it('follows again once the reader is near the end', () => {
  const { growTo, scroller, scrollTo } = setUp();
  scrollTo(600);
  scrollTo(200);
  expect(screen.getByRole('button')).toBeInTheDocument();
  scrollTo(560);
  expect(screen.queryByRole('button')).toBeNull();
  growTo(3_000);
  expect(scroller.scrollTop).toBe(3_000);
});

it('does not take growth, or a scroll towards the end, for going away', () => {
  const { growTo, scroller, scrollTo, size } = setUp();
  scrollTo(600);
  size.height = 5_000;
  scrollTo(620);
  growTo(5_000);
  expect(scroller.scrollTop).toBe(5_000);
});
