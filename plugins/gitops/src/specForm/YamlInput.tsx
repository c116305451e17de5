import { TextAreaField } from '@backstage/ui';
import { useContext, useState } from 'react';
import { stringify } from 'yaml';
import { FieldNote } from './FieldNote';
import type { FieldProps } from './FieldProps';
import type { YamlField } from './FormField';
import { parseYaml } from './parseYaml';
import { SpecFormContext } from './SpecFormContext';
import styles from './specForm.module.css';

/** A value that the form cannot show, as YAML, with the reason. */
export function YamlInput(props: FieldProps<YamlField>) {
  const { field, pointer, value, onChange } = props;
  const { isDisabled } = useContext(SpecFormContext);
  const [text, setText] = useState(() =>
    value === undefined ? '' : stringify(value),
  );
  const parsed = parseYaml(text);
  return (
    <div className={styles.field}>
      <TextAreaField
        label={field.title}
        description={`The form cannot show this, because ${
          field.reason
        }. Write it as YAML. ${field.description ?? ''}`.trim()}
        value={text}
        onChange={next => {
          setText(next);
          const result = parseYaml(next);
          if (result.result === 'ok') {
            onChange(result.value ?? undefined);
          }
        }}
        className={styles.code}
        isRequired={field.isRequired}
        isDisabled={isDisabled}
        isInvalid={parsed.result === 'refused'}
        spellCheck="false"
      />
      {parsed.result === 'refused' ? (
        <p className={styles.error} role="alert">
          {parsed.message}
        </p>
      ) : (
        <FieldNote pointer={pointer} />
      )}
    </div>
  );
}
