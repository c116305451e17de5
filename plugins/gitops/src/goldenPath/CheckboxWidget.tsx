import { Checkbox } from '@backstage/ui';
import styles from './goldenPath.module.css';

/** A yes-or-no field with its explanation, which the stock one leaves out. */
export function CheckboxWidget(props: {
  value?: unknown;
  label: string;
  schema: { description?: string };
  disabled?: boolean;
  readonly?: boolean;
  onChange: (value: boolean) => void;
}) {
  return (
    <div>
      <Checkbox
        isSelected={props.value === true}
        isDisabled={props.disabled || props.readonly}
        onChange={props.onChange}
      >
        {props.label}
      </Checkbox>
      {props.schema.description && (
        <p className={styles.explanation}>{props.schema.description}</p>
      )}
    </div>
  );
}
