import { Button, Select } from '@backstage/ui';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import { useContext } from 'react';
import { FieldNote } from './FieldNote';
import type { FieldProps } from './FieldProps';
import { FieldView } from './FieldView';
import type { ChoiceField, ListField } from './FormField';
import { SpecFormContext } from './SpecFormContext';
import styles from './specForm.module.css';

/** Some values, one below the other; a few fixed ones are chosen from a list instead. */
export function ListInput(props: FieldProps<ListField>) {
  const { field, pointer, value, onChange } = props;
  const { isDisabled } = useContext(SpecFormContext);
  const items: unknown[] = Array.isArray(value) ? value : [];
  if (field.isSet && field.item.type === 'choice') {
    return <SetInput {...props} item={field.item} items={items} />;
  }
  const replace = (next: unknown[]) =>
    onChange(next.length === 0 ? undefined : next);
  const isFull = field.maxItems !== undefined && items.length >= field.maxItems;
  return (
    <fieldset className={styles.group}>
      <legend>
        {field.title}
        {field.isRequired && <small>required</small>}
      </legend>
      <FieldNote pointer={pointer} hint={field.description} />
      {items.map((item, index) => (
        // Items have no identity of their own; their place is it.
        // eslint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.item}>
          <FieldView
            field={toItemField(field, index)}
            pointer={`${pointer}/${index}`}
            value={item}
            onChange={next =>
              replace(
                items.map((old, at) => (at === index ? next ?? null : old)),
              )
            }
          />
          <Button
            variant="tertiary"
            size="small"
            aria-label={`Remove ${field.title} ${index + 1}`}
            isDisabled={isDisabled}
            onPress={() => replace(items.filter((_, at) => at !== index))}
          >
            <RiDeleteBinLine size={16} aria-hidden="true" />
          </Button>
        </div>
      ))}
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiAddLine size={16} />}
        isDisabled={isDisabled || isFull}
        onPress={() =>
          replace([...items, field.item.type === 'group' ? {} : null])
        }
      >
        {isFull ? `At most ${field.maxItems}` : `Add to ${field.title}`}
      </Button>
    </fieldset>
  );
}

function toItemField({ item, title }: ListField, index: number) {
  return {
    ...item,
    title: `${title} ${index + 1}`,
    description: undefined,
    isRequired: false,
  };
}

function SetInput(
  props: FieldProps<ListField> & { item: ChoiceField; items: unknown[] },
) {
  const { field, pointer, item, items, onChange } = props;
  const { isDisabled } = useContext(SpecFormContext);
  return (
    <div className={styles.field}>
      <Select
        label={field.title}
        description={field.description}
        placeholder="None"
        selectionMode="multiple"
        searchable
        searchPlaceholder="Search"
        options={item.options.map(option => ({
          id: `${option.value}`,
          label: `${option.value}`,
        }))}
        value={items.map(one => `${one}`)}
        onChange={keys => {
          const chosen = item.options
            .map(option => option.value)
            .filter(option => keys.includes(`${option}`));
          onChange(chosen.length === 0 ? undefined : chosen);
        }}
        isDisabled={isDisabled}
      />
      <FieldNote pointer={pointer} />
    </div>
  );
}
