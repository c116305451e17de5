import { Button, TextField } from '@backstage/ui';
import { RiQuestionLine } from '@remixicon/react';
import type { AskUserQuestion } from '@zerotouch/plugin-kagent-common';
import { type FormEvent, useId, useRef, useState } from 'react';
import styles from './approval.module.css';

function QuestionField(props: {
  question: AskUserQuestion;
  answer: string[];
  isDisabled: boolean;
  onChange(answer: string[]): void;
}) {
  const { question, answer, isDisabled, onChange } = props;
  const name = useId();
  if (question.choices.length === 0) {
    return (
      <TextField
        label={question.question}
        maxLength={2000}
        isDisabled={isDisabled}
        value={answer[0] ?? ''}
        onChange={text => onChange(text === '' ? [] : [text])}
      />
    );
  }
  const toggle = (choice: string, isChosen: boolean) => {
    if (!question.multiple) return [choice];
    return isChosen
      ? [...answer, choice]
      : answer.filter(other => other !== choice);
  };
  return (
    <fieldset className={styles.question} disabled={isDisabled}>
      <legend>{question.question}</legend>
      {question.choices.map(choice => (
        <label key={choice}>
          <input
            type={question.multiple ? 'checkbox' : 'radio'}
            name={name}
            checked={answer.includes(choice)}
            onChange={event => onChange(toggle(choice, event.target.checked))}
          />{' '}
          {choice}
        </label>
      ))}
    </fieldset>
  );
}

/** Questions that an agent asks the person, answered all at once or not at all. */
export function QuestionForm(props: {
  questions: AskUserQuestion[];
  isDisabled: boolean;
  /** Gets one list of answers for each question; `undefined` when the person does not want to answer. */
  onAnswer(answers: string[][] | undefined): void;
}) {
  const { questions, isDisabled, onAnswer } = props;
  const [answers, setAnswers] = useState<string[][]>(() =>
    questions.map(() => []),
  );
  const isWhole = answers.every(answer => answer.length > 0);
  const form = useRef<HTMLFormElement>(null);
  const give = (given: string[][] | undefined) => {
    // The pressed button goes; what has the focus should not.
    form.current?.focus();
    onAnswer(given);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !isDisabled) give(answers);
  };
  return (
    <form
      ref={form}
      tabIndex={-1}
      className={styles.card}
      aria-label="The agent asks you"
      onSubmit={submit}
    >
      <header className={styles.head}>
        <RiQuestionLine aria-hidden size="1.1em" />
        <strong>The agent asks you</strong>
      </header>
      {questions.map((question, index) => (
        <QuestionField
          key={index}
          question={question}
          answer={answers[index]}
          isDisabled={isDisabled}
          onChange={answer =>
            setAnswers(current =>
              current.map((other, at) => (at === index ? answer : other)),
            )
          }
        />
      ))}
      <footer className={styles.foot}>
        <Button
          type="submit"
          variant="primary"
          isDisabled={isDisabled || !isWhole}
        >
          Answer
        </Button>
        <Button
          variant="tertiary"
          isDisabled={isDisabled}
          onPress={() => give(undefined)}
        >
          Do not answer
        </Button>
      </footer>
    </form>
  );
}
