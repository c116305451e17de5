import { Button, TextField, ToggleButton } from '@backstage/ui';
import { RiThumbDownLine, RiThumbUpLine } from '@remixicon/react';
import type {
  Feedback,
  FeedbackRequest,
} from '@zerotouch/plugin-kagent-common';
import { type FormEvent, useState } from 'react';
import styles from './actions.module.css';

const RATINGS = [
  { rating: 'good', label: 'Good answer', Icon: RiThumbUpLine },
  { rating: 'bad', label: 'Bad answer', Icon: RiThumbDownLine },
] as const;
const REASONS = {
  good: 'What was good about it? (optional)',
  bad: 'What was wrong? (optional)',
};
const MAX_LENGTH = 2000;

/** Says what a person thinks of an answer; pressing the same button again takes it back. */
export function FeedbackButtons(props: {
  feedback?: Feedback;
  onFeedback(request: FeedbackRequest): void;
}) {
  const { feedback, onFeedback } = props;
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const rate = (rating: Feedback['rating'], isSelected: boolean) => {
    setAsked(isSelected);
    setReason('');
    onFeedback(isSelected ? { rating } : {});
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const text = reason.trim();
    if (feedback && text) onFeedback({ rating: feedback.rating, text });
    setAsked(false);
  };
  return (
    <>
      {RATINGS.map(({ Icon, label, rating }) => (
        <ToggleButton
          key={rating}
          size="small"
          aria-label={label}
          className={styles.rating}
          iconStart={<Icon />}
          isSelected={feedback?.rating === rating}
          onChange={isSelected => rate(rating, isSelected)}
        />
      ))}
      {isAsked && feedback && (
        <form className={styles.reason} onSubmit={send}>
          <TextField
            size="small"
            label={REASONS[feedback.rating]}
            maxLength={MAX_LENGTH}
            value={reason}
            onChange={setReason}
          />
          <span className={styles.reasonButtons}>
            <Button
              type="submit"
              size="small"
              variant="secondary"
              isDisabled={reason.trim() === ''}
            >
              Send
            </Button>
            <Button
              size="small"
              variant="tertiary"
              onPress={() => setAsked(false)}
            >
              Not now
            </Button>
          </span>
        </form>
      )}
    </>
  );
}
