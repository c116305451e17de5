import type { FieldProps } from './FieldProps';
import { GroupInput } from './GroupInput';
import { ListInput } from './ListInput';
import { MapInput } from './MapInput';
import { ReferenceInput } from './ReferenceInput';
import { ChoiceInput, FlagInput, NumberInput, TextInput } from './ScalarFields';
import { VariantInput } from './VariantInput';
import { YamlInput } from './YamlInput';

/** Shows a field as what it is. */
export function FieldView(props: FieldProps) {
  const { field, ...rest } = props;
  switch (field.type) {
    case 'text':
      return <TextInput field={field} {...rest} />;
    case 'number':
      return <NumberInput field={field} {...rest} />;
    case 'choice':
      return <ChoiceInput field={field} {...rest} />;
    case 'flag':
      return <FlagInput field={field} {...rest} />;
    case 'reference':
      return <ReferenceInput field={field} {...rest} />;
    case 'list':
      return <ListInput field={field} {...rest} />;
    case 'map':
      return <MapInput field={field} {...rest} />;
    case 'group':
      return <GroupInput field={field} {...rest} />;
    case 'variant':
      return <VariantInput field={field} {...rest} />;
    default:
      return <YamlInput field={field} {...rest} />;
  }
}
