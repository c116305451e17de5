import { fireEvent, render, screen } from '@testing-library/react';
import { useKeys } from './useKeys';

function Page(props: { onApprove(): void; hasDialog?: boolean }) {
  useKeys({ a: props.onApprove });
  return (
    <>
      <input aria-label="field" />
      <button type="button">other</button>
      <aside data-own-keys>
        <button type="button">beside</button>
      </aside>
      {props.hasDialog && <div role="dialog" />}
    </>
  );
}

function press(key: string, init: KeyboardEventInit = {}, target?: Element) {
  fireEvent.keyDown(target ?? document.body, { key, ...init });
}

it('runs the handler of the key, and of no other', () => {
  const onApprove = jest.fn();
  render(<Page onApprove={onApprove} />);
  press('b');
  press('toString');
  expect(onApprove).not.toHaveBeenCalled();
  press('a');
  press('a', {}, screen.getByRole('button', { name: 'other' }));
  expect(onApprove).toHaveBeenCalledTimes(2);
});

it('leaves typing, what is beside the page, modifiers and open dialogs alone', () => {
  const onApprove = jest.fn();
  const { rerender } = render(<Page onApprove={onApprove} />);
  press('a', {}, screen.getByLabelText('field'));
  press('a', {}, screen.getByRole('button', { name: 'beside' }));
  press('a', { ctrlKey: true });
  press('a', { metaKey: true });
  rerender(<Page onApprove={onApprove} hasDialog />);
  press('a');
  expect(onApprove).not.toHaveBeenCalled();
});

it('takes the key after "g" as part of a chord', () => {
  const onApprove = jest.fn();
  render(<Page onApprove={onApprove} />);
  press('g');
  press('a');
  expect(onApprove).not.toHaveBeenCalled();
  press('a');
  expect(onApprove).toHaveBeenCalledTimes(1);
});
