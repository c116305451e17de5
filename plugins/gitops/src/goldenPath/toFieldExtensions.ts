import type {
  FormField,
  WorkflowProps,
} from '@backstage/plugin-scaffolder-react/alpha';

type FieldExtension = WorkflowProps['extensions'][number];

/** Unwraps the form fields of the app to what the stock form takes. */
export function toFieldExtensions(formFields: object[]): FieldExtension[] {
  return formFields.filter(isFieldExtension);
}

function isFieldExtension(field: object): field is FormField & FieldExtension {
  return (
    'name' in field &&
    typeof field.name === 'string' &&
    'component' in field &&
    typeof field.component === 'function'
  );
}
