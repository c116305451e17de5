import { TextAreaField } from '@backstage/ui';
import { RiErrorWarningFill } from '@remixicon/react';
import { useState } from 'react';
import { stringify } from 'yaml';
import { isMapping } from './JsonSchema';
import { parseYaml } from './parseYaml';
import type { SpecFormProps } from './SpecForm';
import styles from './specForm.module.css';

/** The whole spec as YAML. What cannot be read stays in the editor, with its error, and changes nothing. */
export function SpecYaml(props: Omit<SpecFormProps, 'lego'>) {
  const { value, onChange, findings = [], isDisabled } = props;
  const [text, setText] = useState(() => render(value));
  const refusal = findRefusal(text);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const messages = refusal ? [refusal] : errors.map(({ message }) => message);
  return (
    <div className={styles.field}>
      <TextAreaField
        label="spec"
        description="What stands below spec in the file, as YAML."
        rows={16}
        className={styles.code}
        value={text}
        onChange={next => {
          setText(next);
          const parsed = parseYaml(next);
          if (parsed.result === 'ok' && isSpec(parsed.value)) {
            onChange(parsed.value ?? {});
          }
        }}
        isDisabled={isDisabled}
        isInvalid={messages.length > 0}
        spellCheck="false"
      />
      {messages.map(message => (
        <p key={message} className={styles.error} role="alert">
          <RiErrorWarningFill size={14} aria-label="Error" /> {message}
        </p>
      ))}
    </div>
  );
}

function render(spec: Record<string, unknown>): string {
  return Object.keys(spec).length > 0 ? stringify(spec) : '';
}

function findRefusal(text: string): string | undefined {
  const parsed = parseYaml(text);
  if (parsed.result === 'refused') {
    return parsed.message;
  }
  return isSpec(parsed.value)
    ? undefined
    : 'A spec is a mapping, such as “size: small”.';
}

function isSpec(
  value: unknown,
): value is Record<string, unknown> | null | undefined {
  return value === null || value === undefined || isMapping(value);
}
