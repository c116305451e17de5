import { Checkbox, Select, TextAreaField, TextField } from '@backstage/ui';
import { useContext } from 'react';
import { FieldNote } from './FieldNote';
import type { FieldProps } from './FieldProps';
import { looksLikeSecret } from './findSecretValue';
import type {
  ChoiceField,
  FlagField,
  NumberField,
  TextField as TextFormField,
} from './FormField';
import { SpecFormContext, useHasMessage } from './SpecFormContext';
import styles from './specForm.module.css';

const LONG_TEXT = 1_000;
/** Longest meaning that is legible in the closed field. */
const SHOWN_LENGTH = 36;
const SECRET_HINT =
  'This looks like a secret value. Put the value into the secret store of the tenant, and only its name here.';

/** A text on one line, or on several when much may be written. */
export function TextInput(props: FieldProps<TextFormField>) {
  const { field, pointer, value, onChange } = props;
  const { isDisabled } = useContext(SpecFormContext);
  const isInvalid = useHasMessage(pointer);
  const text = value === undefined || value === null ? '' : `${value}`;
  const Input = (field.maxLength ?? 0) > LONG_TEXT ? TextAreaField : TextField;
  return (
    <div className={styles.field}>
      <Input
        label={field.title || undefined}
        aria-label={field.title ? undefined : 'Item'}
        description={field.description}
        placeholder={toPlaceholder(field.default)}
        value={text}
        onChange={next => onChange(next === '' ? undefined : next)}
        isRequired={field.isRequired && Boolean(field.title)}
        isDisabled={isDisabled}
        isInvalid={isInvalid}
        autoComplete="off"
        spellCheck="false"
      />
      <FieldNote
        pointer={pointer}
        hint={
          looksLikeSecret(text)
            ? SECRET_HINT
            : field.role === 'secret-name' &&
              'Its name only; the value never comes here.'
        }
      />
    </div>
  );
}

/** A number. What is no number stays as it was typed, so that its error can be shown. */
export function NumberInput(props: FieldProps<NumberField>) {
  const { field, pointer, value, onChange } = props;
  const { isDisabled } = useContext(SpecFormContext);
  const isInvalid = useHasMessage(pointer);
  return (
    <div className={styles.field}>
      <TextField
        label={field.title || undefined}
        aria-label={field.title ? undefined : 'Item'}
        description={[field.description, describeRange(field)]
          .filter(Boolean)
          .join(' ')}
        placeholder={toPlaceholder(field.default)}
        value={value === undefined || value === null ? '' : `${value}`}
        onChange={next => onChange(toNumber(next))}
        inputMode={field.isInteger ? 'numeric' : 'decimal'}
        isRequired={field.isRequired && Boolean(field.title)}
        isDisabled={isDisabled}
        isInvalid={isInvalid}
        autoComplete="off"
      />
      <FieldNote pointer={pointer} />
    </div>
  );
}

/** One of some values, each with what it means. */
export function ChoiceInput(props: FieldProps<ChoiceField>) {
  const { field, pointer, value, onChange } = props;
  const { isDisabled } = useContext(SpecFormContext);
  const isInvalid = useHasMessage(pointer);
  const chosen = value ?? field.default;
  const meaning = field.options.find(item => item.value === chosen)?.meaning;
  return (
    <div className={styles.field}>
      <Select
        label={field.title || undefined}
        aria-label={field.title ? undefined : 'Item'}
        description={field.description || undefined}
        placeholder="Choose one"
        options={field.options.map(option => ({
          id: `${option.value}`,
          label: option.meaning
            ? `${option.value} – ${option.meaning}`
            : `${option.value}`,
        }))}
        selectedKey={chosen === undefined ? null : `${chosen}`}
        onSelectionChange={key => {
          const option = field.options.find(item => `${item.value}` === key);
          onChange(option?.value);
        }}
        isRequired={field.isRequired}
        isDisabled={isDisabled}
        isInvalid={isInvalid}
      />
      <FieldNote
        pointer={pointer}
        hint={meaning && meaning.length > SHOWN_LENGTH && toSentence(meaning)}
      />
    </div>
  );
}

/** Yes or no, with its explanation. */
export function FlagInput(props: FieldProps<FlagField>) {
  const { field, pointer, value, onChange } = props;
  const { isDisabled } = useContext(SpecFormContext);
  return (
    <div className={styles.field}>
      <Checkbox
        isSelected={(value ?? field.default) === true}
        isDisabled={isDisabled}
        onChange={onChange}
      >
        {field.title}
      </Checkbox>
      <FieldNote pointer={pointer} hint={field.description} />
    </div>
  );
}

function toPlaceholder(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number'
    ? `${value}`
    : undefined;
}

function toSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function describeRange({ minimum, maximum }: NumberField): string {
  if (minimum !== undefined && maximum !== undefined) {
    return `${minimum} to ${maximum}.`;
  }
  if (minimum !== undefined) {
    return `At least ${minimum}.`;
  }
  return maximum === undefined ? '' : `At most ${maximum}.`;
}

function toNumber(text: string): string | number | undefined {
  if (text === '') {
    return undefined;
  }
  return /^-?\d+(\.\d+)?$/.test(text) && Number.isFinite(Number(text))
    ? Number(text)
    : text;
}
