import type { FormField } from './FormField';

/** What every field's component takes. */
export interface FieldProps<F extends FormField = FormField> {
  field: F;
  /** Place of the value in `spec`, as a JSON pointer. */
  pointer: string;
  /** Undefined while nothing is given. */
  value: unknown;
  /** The mapping that holds the value, for fields that depend on their neighbours. */
  parent?: Record<string, unknown>;
  /** Undefined takes the value away. */
  onChange: (value: unknown) => void;
}
