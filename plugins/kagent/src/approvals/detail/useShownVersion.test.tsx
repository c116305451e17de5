import { act, renderHook } from '@testing-library/react';
import {
  createProposal,
  shaOf,
  storageChange,
} from '../__testUtils__/fixtures';
import { useShownVersion } from './useShownVersion';

const first = createProposal();
const second = createProposal({
  headSha: shaOf('c'),
  files: [storageChange, { ...storageChange, path: 'docs/new.md' }],
});

it('lets news of the same head through', () => {
  const { result, rerender } = renderHook(useShownVersion, {
    initialProps: first,
  });
  rerender({ ...first, checksState: 'failure' });
  expect(result.current.shown.checksState).toBe('failure');
  expect(result.current.isBehind).toBe(false);
});

it('keeps the version in front of the person when the head moves', () => {
  const { result, rerender } = renderHook(useShownVersion, {
    initialProps: first,
  });
  rerender(second);
  expect(result.current.shown.headSha).toBe(first.headSha);
  expect(result.current.isBehind).toBe(true);
  act(() => result.current.show(second));
  expect(result.current).toMatchObject({
    shown: { headSha: second.headSha },
    isBehind: false,
    hasMoved: true,
    movedPaths: ['docs/new.md'],
  });
});

it('shows a decision at once, whatever its head', () => {
  const { result, rerender } = renderHook(useShownVersion, {
    initialProps: first,
  });
  rerender({ ...second, state: 'merged' });
  expect(result.current.shown.state).toBe('merged');
  expect(result.current.hasMoved).toBe(false);
});
