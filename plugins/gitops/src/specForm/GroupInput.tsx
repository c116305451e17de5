import { Checkbox } from '@backstage/ui';
import { useContext } from 'react';
import { FieldNote } from './FieldNote';
import type { FieldProps } from './FieldProps';
import { FieldView } from './FieldView';
import type { GroupField } from './FormField';
import { isMapping } from './JsonSchema';
import { SpecFormContext } from './SpecFormContext';
import styles from './specForm.module.css';
import { withKey } from './specValues';

/** Fields that belong together; an optional group opens with a box to tick, and what is not ticked is not submitted. */
export function GroupInput(props: FieldProps<GroupField>) {
  const { field, pointer, value, onChange } = props;
  const { isDisabled } = useContext(SpecFormContext);
  const given = isMapping(value) ? value : {};
  const isOpen = !field.isOptional || isMapping(value);
  return (
    <fieldset className={styles.group}>
      <legend>
        {field.isOptional ? (
          <Checkbox
            isSelected={isOpen}
            isDisabled={isDisabled}
            onChange={isSelected => onChange(isSelected ? {} : undefined)}
          >
            {field.title}
          </Checkbox>
        ) : (
          field.title
        )}
      </legend>
      <FieldNote pointer={pointer} hint={field.description} />
      {isOpen &&
        field.fields.map(child => (
          <FieldView
            key={child.key}
            field={child}
            pointer={`${pointer}/${child.key}`}
            value={
              Object.hasOwn(given, child.key) ? given[child.key] : undefined
            }
            parent={given}
            onChange={next => onChange(withKey(given, child.key, next))}
          />
        ))}
    </fieldset>
  );
}
