import { act, renderHook, waitFor } from '@testing-library/react';
import { useQuery } from './useQuery';

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}

const focus = () =>
  act(() => {
    window.dispatchEvent(new Event('focus'));
  });

it('keeps the last good answer when a later request fails, and says so', async () => {
  const load = jest
    .fn()
    .mockResolvedValueOnce('first')
    .mockRejectedValueOnce(new Error('offline'))
    .mockResolvedValueOnce('third');
  const { result } = renderHook(() => useQuery('key', load));
  expect(result.current.isLoading).toBe(true);
  await waitFor(() => expect(result.current.data).toBe('first'));
  focus();
  await waitFor(() => expect(result.current.error?.message).toBe('offline'));
  expect(result.current).toMatchObject({ data: 'first', isLoading: false });
  act(() => result.current.reload());
  await waitFor(() => expect(result.current.data).toBe('third'));
  expect(result.current.error).toBeUndefined();
});

it('drops the answer to an older question', async () => {
  const first = deferred<string>();
  const second = deferred<string>();
  const load = jest
    .fn()
    .mockReturnValueOnce(first.promise)
    .mockReturnValueOnce(second.promise);
  const { result, rerender } = renderHook(({ key }) => useQuery(key, load), {
    initialProps: { key: 'a' },
  });
  rerender({ key: 'b' });
  await act(async () => {
    second.resolve('of b');
    first.resolve('of a');
  });
  expect(result.current.data).toBe('of b');
});

it('forgets the answer of another key', async () => {
  const { result, rerender } = renderHook(
    ({ key }) =>
      useQuery(key, () =>
        key === 'a' ? Promise.resolve('of a') : new Promise<string>(() => {}),
      ),
    { initialProps: { key: 'a' } },
  );
  await waitFor(() => expect(result.current.data).toBe('of a'));
  rerender({ key: 'b' });
  expect(result.current).toMatchObject({ data: undefined, isLoading: true });
});

it('asks again in intervals, but not while the page is hidden', async () => {
  jest.useFakeTimers();
  const load = jest.fn(async () => 'x');
  const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(false);
  const { unmount } = renderHook(() =>
    useQuery('key', load, { intervalMs: 5_000 }),
  );
  await act(() => jest.advanceTimersByTimeAsync(10_000));
  expect(load).toHaveBeenCalledTimes(3);
  hidden.mockReturnValue(true);
  await act(() => jest.advanceTimersByTimeAsync(10_000));
  expect(load).toHaveBeenCalledTimes(3);
  hidden.mockReturnValue(false);
  unmount();
  await act(() => jest.advanceTimersByTimeAsync(10_000));
  expect(load).toHaveBeenCalledTimes(3);
  jest.useRealTimers();
});
