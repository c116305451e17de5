import { VisuallyHidden } from '@backstage/ui';
import { RiLoader4Line } from '@remixicon/react';
import type { ChatState } from '../session';
import { nowDoing } from './nowDoing';
import styles from './threadView.module.css';

const ENDINGS = {
  stop: 'The answer is complete.',
  approval: 'The agent waits for a decision.',
  cancelled: 'The answer was stopped.',
  error: undefined,
};

/** One line on what happens now: for the eye while something does, for screen readers also when it ended. */
export function StatusLine(props: { state: ChatState }) {
  const { state } = props;
  const step = state.status === 'running' ? nowDoing(state) : undefined;
  const last = state.thread.messages.at(-1);
  const ending =
    state.status === 'idle' && last?.role === 'assistant'
      ? ENDINGS[last.finishReason ?? 'error']
      : undefined;
  return (
    <div role="status" aria-live="polite" className={styles.status}>
      {step && (
        <>
          <RiLoader4Line aria-hidden className={styles.spin} /> {step}
        </>
      )}
      {!step && ending && <VisuallyHidden>{ending}</VisuallyHidden>}
    </div>
  );
}
