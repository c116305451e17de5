import { Button, TextField } from '@backstage/ui';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import { useContext, useState } from 'react';
import { FieldNote } from './FieldNote';
import type { FieldProps } from './FieldProps';
import { FieldView } from './FieldView';
import type { MapField } from './FormField';
import { isMapping } from './JsonSchema';
import { SpecFormContext } from './SpecFormContext';
import styles from './specForm.module.css';

type Row = { name: string; value: unknown };

/** Values under names that are free to choose. A row without a name, or with one that is taken, waits and is not submitted. */
export function MapInput(props: FieldProps<MapField>) {
  const { field, pointer, value, onChange } = props;
  const { isDisabled } = useContext(SpecFormContext);
  const given = isMapping(value) ? value : {};
  const [draft, setDraft] = useState<Row[]>(() => toRows(given));
  // What others wrote into the value, such as the YAML editor, replaces the rows.
  const rows =
    JSON.stringify(toMapping(draft)) === JSON.stringify(given)
      ? draft
      : toRows(given);
  const replace = (next: Row[]) => {
    setDraft(next);
    const mapping = toMapping(next);
    onChange(Object.keys(mapping).length === 0 ? undefined : mapping);
  };
  const change = (at: number, row: Partial<Row>) =>
    replace(
      rows.map((old, index) => (index === at ? { ...old, ...row } : old)),
    );
  const isFull =
    field.maxProperties !== undefined && rows.length >= field.maxProperties;
  return (
    <fieldset className={styles.group}>
      <legend>{field.title}</legend>
      <FieldNote pointer={pointer} hint={field.description} />
      {rows.map((row, index) => (
        // Names change while one types; the place is the identity of a row.
        // eslint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.item}>
          <TextField
            aria-label={`Name ${index + 1} of ${field.title}`}
            placeholder="Name"
            value={row.name}
            onChange={name => change(index, { name })}
            isDisabled={isDisabled}
            isInvalid={isTaken(rows, index)}
            autoComplete="off"
            spellCheck="false"
          />
          <FieldView
            field={{
              ...field.value,
              title: `${row.name || `Value ${index + 1}`}`,
              description: undefined,
              isRequired: false,
            }}
            pointer={`${pointer}/${escape(row.name)}`}
            value={row.value}
            onChange={next => change(index, { value: next ?? '' })}
          />
          <Button
            variant="tertiary"
            size="small"
            aria-label={`Remove ${row.name || `row ${index + 1}`}`}
            isDisabled={isDisabled}
            onPress={() => replace(rows.filter((_, at) => at !== index))}
          >
            <RiDeleteBinLine size={16} aria-hidden="true" />
          </Button>
          {isTaken(rows, index) && (
            <p className={styles.error} role="alert">
              “{row.name}” is given twice; choose another name.
            </p>
          )}
        </div>
      ))}
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiAddLine size={16} />}
        isDisabled={isDisabled || isFull}
        onPress={() => replace([...rows, { name: '', value: '' }])}
      >
        {isFull ? `At most ${field.maxProperties}` : `Add to ${field.title}`}
      </Button>
    </fieldset>
  );
}

function toRows(mapping: Record<string, unknown>): Row[] {
  return Object.entries(mapping).map(([name, value]) => ({ name, value }));
}

function toMapping(rows: Row[]): Record<string, unknown> {
  const kept = rows.filter((row, index) => row.name && !isTaken(rows, index));
  return Object.fromEntries(kept.map(({ name, value }) => [name, value]));
}

function isTaken(rows: Row[], at: number): boolean {
  return (
    rows[at].name !== '' &&
    rows.findIndex(({ name }) => name === rows[at].name) < at
  );
}

function escape(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}
