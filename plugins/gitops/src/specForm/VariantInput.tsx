import { Select } from '@backstage/ui';
import { useContext, useState } from 'react';
import { FieldNote } from './FieldNote';
import type { FieldProps } from './FieldProps';
import { FieldView } from './FieldView';
import type { FormField, VariantField } from './FormField';
import { isMapping } from './JsonSchema';
import { SpecFormContext } from './SpecFormContext';
import styles from './specForm.module.css';

/** Exactly one of some shapes: which one, and then its fields. Another choice takes away what the first one had. */
export function VariantInput(props: FieldProps<VariantField>) {
  const { field, pointer, value, onChange } = props;
  const { isDisabled } = useContext(SpecFormContext);
  const [chosen, setChosen] = useState(() =>
    field.variants.findIndex(variant => fits(variant.field, value)),
  );
  const variant = field.variants.at(
    chosen < 0 ? field.variants.length : chosen,
  );
  return (
    <fieldset className={styles.group}>
      <legend>{field.title}</legend>
      <FieldNote pointer={pointer} hint={field.description} />
      <Select
        aria-label={`Shape of ${field.title}`}
        placeholder={field.isRequired ? 'Choose one' : 'Leave out'}
        options={[
          ...(field.isRequired ? [] : [{ id: '-1', label: 'Leave out' }]),
          ...field.variants.map(({ title }, index) => ({
            id: `${index}`,
            label: title,
          })),
        ]}
        selectedKey={chosen < 0 ? null : `${chosen}`}
        onSelectionChange={key => {
          setChosen(Number(key ?? -1));
          onChange(undefined);
        }}
        isDisabled={isDisabled}
      />
      {variant && (
        <FieldView
          field={{
            ...variant.field,
            title: variant.title,
            description: undefined,
            ...(variant.field.type === 'group' ? { isOptional: false } : {}),
          }}
          pointer={pointer}
          value={value}
          onChange={onChange}
        />
      )}
    </fieldset>
  );
}

function fits(field: FormField, value: unknown): boolean {
  switch (field.type) {
    case 'group':
      return (
        isMapping(value) &&
        field.fields
          .filter(({ isRequired }) => isRequired)
          .every(({ key }) => Object.hasOwn(value, key))
      );
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'map':
      return isMapping(value);
    case 'choice':
      return field.options.some(option => option.value === value);
    default:
      return typeof value === 'string';
  }
}
