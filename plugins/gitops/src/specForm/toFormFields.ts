import { describeOptions } from './describeOptions';
import type { FieldBase, FormField } from './FormField';
import {
  JsonSchema,
  listAt,
  mappingAt,
  mappingsAt,
  numberAt,
  textAt,
} from './JsonSchema';
import { toLabel } from './toLabel';

const MAX_DEPTH = 8;
const REFERENCE = /^Name of an? (X[A-Z][A-Za-z]*) claim of the same tenant/;

/** What the form knows beside the schema. */
export interface FormOptions {
  /** Fields of `spec` that do not fold away; all that are not lists or groups when absent. */
  firstFields?: string[];
  /** Values by place, as in the answer of `GET /legos/:kind`. */
  choices?: Record<string, string[]>;
}

/**
 * Reads the fields of a form out of the JSON Schema of a spec.
 *
 * @remarks
 * Every schema gives a field. One that the form cannot show becomes a `yaml` field that says why, so that nothing of an API is out of
 * reach.
 */
export function toFormFields(
  schema: JsonSchema,
  options: FormOptions = {},
): FormField[] {
  const { firstFields } = options;
  return toFields(schema, '', options, 0).map(field => ({
    ...field,
    isAdvanced: firstFields
      ? !firstFields.includes(field.key) && !field.isRequired
      : isFoldable(field),
  }));
}

function toFields(
  schema: JsonSchema,
  place: string,
  options: FormOptions,
  depth: number,
): FormField[] {
  const properties = mappingAt(schema, 'properties') ?? {};
  const required = listAt(schema, 'required');
  return Object.keys(properties).map(key =>
    toField(
      mappingAt(properties, key) ?? {},
      {
        key,
        place: `${place}/${escape(key)}`,
        isRequired: required.includes(key),
        siblings: Object.keys(properties),
      },
      options,
      depth + 1,
    ),
  );
}

interface Place {
  key: string;
  place: string;
  isRequired: boolean;
  siblings: string[];
}

function toField(
  schema: JsonSchema,
  at: Place,
  options: FormOptions,
  depth: number,
): FormField {
  const { key, place, isRequired } = at;
  const description = textAt(schema, 'description');
  const base: FieldBase = {
    key,
    place,
    title: textAt(schema, 'title') ?? toLabel(key),
    ...(description === undefined ? {} : { description }),
    isRequired,
    isAdvanced: false,
    ...('default' in schema ? { default: schema.default } : {}),
  };
  const toYaml = (reason: string): FormField => ({
    ...base,
    type: 'yaml',
    reason,
  });
  if (depth > MAX_DEPTH) {
    return toYaml('it is nested too deeply');
  }
  const variants = mappingsAt(schema, 'oneOf');
  if (variants.length > 0) {
    return (
      toVariant(schema, variants, base, options, depth) ??
      toYaml('its shapes have nothing that tells them apart')
    );
  }
  if (schema.anyOf || schema.allOf || schema.not) {
    return toYaml('its schema combines others');
  }
  const values = listAt(schema, 'enum').filter(isOption);
  if (values.length > 0) {
    const described = describeOptions(values, description ?? '');
    return { ...base, type: 'choice', ...described };
  }
  switch (schema.type) {
    case 'string':
      return toText(schema, base, at, options);
    case 'integer':
    case 'number':
      return {
        ...base,
        type: 'number',
        isInteger: schema.type === 'integer',
        ...numberAt(schema, 'minimum'),
        ...numberAt(schema, 'maximum'),
      };
    case 'boolean':
      return { ...base, type: 'flag' };
    case 'array':
      return toList(schema, base, options, depth) ?? toYaml('its items differ');
    case 'object':
      return (
        toObject(schema, base, options, depth) ??
        toYaml('its fields are free to choose')
      );
    default:
      return toYaml('its type is open');
  }
}

function toText(
  schema: JsonSchema,
  base: FieldBase,
  at: Place,
  { choices = {} }: FormOptions,
): FormField {
  if (Object.hasOwn(choices, base.place)) {
    const values = choices[base.place];
    return { ...base, type: 'reference', to: { what: 'choice', values } };
  }
  const kind = REFERENCE.exec(base.description ?? '')?.[1];
  if (kind) {
    return { ...base, type: 'reference', to: { what: 'claim', kind } };
  }
  if (base.key === 'consumer' && at.siblings.includes('claim')) {
    return { ...base, type: 'reference', to: { what: 'consumer' } };
  }
  const pattern = textAt(schema, 'pattern');
  const format = textAt(schema, 'format');
  return {
    ...base,
    type: 'text',
    ...(pattern === undefined ? {} : { pattern }),
    ...(format === undefined ? {} : { format }),
    ...numberAt(schema, 'maxLength'),
    ...(/\/secrets\/-\/key$/.test(base.place) ? { role: 'secret-name' } : {}),
  };
}

function toList(
  schema: JsonSchema,
  base: FieldBase,
  options: FormOptions,
  depth: number,
): FormField | undefined {
  const items = mappingAt(schema, 'items');
  if (!items) {
    return undefined;
  }
  const item = toField(
    items,
    { key: '', place: `${base.place}/-`, isRequired: true, siblings: [] },
    options,
    depth + 1,
  );
  const isSet = schema.uniqueItems === true && item.type === 'choice';
  return {
    ...base,
    type: 'list',
    item,
    isSet,
    ...numberAt(schema, 'maxItems'),
  };
}

function toObject(
  schema: JsonSchema,
  base: FieldBase,
  options: FormOptions,
  depth: number,
): FormField | undefined {
  if (mappingAt(schema, 'properties')) {
    return {
      ...base,
      type: 'group',
      fields: toFields(schema, base.place, options, depth),
      isOptional: !base.isRequired && base.default === undefined,
    };
  }
  const values = mappingAt(schema, 'additionalProperties');
  if (!values) {
    return undefined;
  }
  const value = toField(
    values,
    { key: '', place: `${base.place}/-`, isRequired: true, siblings: [] },
    options,
    depth + 1,
  );
  return {
    ...base,
    type: 'map',
    value,
    ...numberAt(schema, 'maxProperties'),
  };
}

/** Shapes are told apart by the field that each requires, or by their titles or types. */
function toVariant(
  schema: JsonSchema,
  variants: JsonSchema[],
  base: FieldBase,
  options: FormOptions,
  depth: number,
): FormField | undefined {
  const properties = mappingAt(schema, 'properties');
  const shapes = variants.map(variant => {
    const [key, ...others] = listAt(variant, 'required');
    const own = properties && typeof key === 'string' && !variant.properties;
    if (own && others.length === 0) {
      const { oneOf: _, ...rest } = schema;
      const inner = mappingAt(properties, key) ?? {};
      const shared = Object.entries(properties).filter(
        ([name]) =>
          !variants.some(item => listAt(item, 'required')[0] === name),
      );
      return {
        title:
          textAt(variant, 'title') ?? textAt(inner, 'title') ?? toLabel(key),
        schema: {
          ...rest,
          required: [key, ...listAt(schema, 'required')],
          properties: Object.fromEntries([[key, inner], ...shared]),
        },
      };
    }
    const title = textAt(variant, 'title') ?? textAt(variant, 'type');
    return title === undefined
      ? undefined
      : { title: toLabel(title), schema: variant };
  });
  const titles = shapes.map(shape => shape?.title);
  if (shapes.includes(undefined) || new Set(titles).size < titles.length) {
    return undefined;
  }
  return {
    ...base,
    type: 'variant',
    variants: shapes.flatMap(shape =>
      shape
        ? [
            {
              title: shape.title,
              field: toField(
                shape.schema,
                {
                  key: base.key,
                  place: base.place,
                  isRequired: true,
                  siblings: [],
                },
                options,
                depth + 1,
              ),
            },
          ]
        : [],
    ),
  };
}

function isFoldable(field: FormField): boolean {
  const isPlain =
    field.type !== 'list' && field.type !== 'group' && field.type !== 'yaml';
  return !field.isRequired && !isPlain && !holdsReference(field);
}

function holdsReference(field: FormField): boolean {
  switch (field.type) {
    case 'list':
      return holdsReference(field.item);
    case 'group':
      return field.fields.some(holdsReference);
    default:
      return field.type === 'reference';
  }
}

function isOption(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function escape(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}
