/** What every field of a form has. */
export interface FieldBase {
  /** Name of the field in the claim; empty for the items of a list. */
  key: string;
  /** Place in `spec` as a JSON pointer; a dash stands for any item of a list. */
  place: string;
  title: string;
  description?: string;
  isRequired: boolean;
  /** Whether it folds away at first. */
  isAdvanced: boolean;
  default?: unknown;
}

/** One value of a choice, with what it means when the description says so. */
export interface ChoiceOption {
  value: string | number;
  meaning?: string;
}

/** A text, with the reason why it is more than that, if it is. */
export interface TextField extends FieldBase {
  type: 'text';
  pattern?: string;
  maxLength?: number;
  format?: string;
  /** `secret-name`: the name of a secret value, never the value. */
  role?: 'secret-name';
}

/** A whole or any number. */
export interface NumberField extends FieldBase {
  type: 'number';
  isInteger: boolean;
  minimum?: number;
  maximum?: number;
}

/** One of some values. */
export interface ChoiceField extends FieldBase {
  type: 'choice';
  options: ChoiceOption[];
}

/** Yes or no. */
export interface FlagField extends FieldBase {
  type: 'flag';
}

/** Another claim of the same tenant, a consumer of a stream, or a name that the platform's environment knows. */
export interface ReferenceField extends FieldBase {
  type: 'reference';
  to:
    | { what: 'claim'; kind: string }
    | { what: 'consumer' }
    | { what: 'choice'; values: string[] };
}

/** Some values of one kind. */
export interface ListField extends FieldBase {
  type: 'list';
  item: FormField;
  maxItems?: number;
  /** Whether every item is one of a few values, each at most once. */
  isSet: boolean;
}

/** Texts under names that are free to choose. */
export interface MapField extends FieldBase {
  type: 'map';
  value: FormField;
  maxProperties?: number;
}

/** Fields that belong together. An optional one without a default is there only when it is asked for. */
export interface GroupField extends FieldBase {
  type: 'group';
  fields: FormField[];
  isOptional: boolean;
}

/** Exactly one of some shapes. */
export interface VariantField extends FieldBase {
  type: 'variant';
  variants: { title: string; field: FormField }[];
}

/** What a form cannot show; it is written as YAML. */
export interface YamlField extends FieldBase {
  type: 'yaml';
  /** Why, as the end of the sentence "The form cannot show this, because …". */
  reason: string;
}

/** One field of the form of a claim. */
export type FormField =
  | TextField
  | NumberField
  | ChoiceField
  | FlagField
  | ReferenceField
  | ListField
  | MapField
  | GroupField
  | VariantField
  | YamlField;
