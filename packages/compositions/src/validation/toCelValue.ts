import { OpenApiSchema } from '../definition/Definition';
import { propertySchema } from '../definition/applyDefaults';
import { isObject } from '../document/plain';

/**
 * Converts a plain value to what CEL sees under a schema.
 *
 * @remarks
 * A field of type integer becomes a 64-bit integer (`bigint`), one of type number a double; JavaScript itself cannot tell 1 from 1.0.
 */
export function toCelValue(value: unknown, schema: OpenApiSchema): unknown {
  if (typeof value === 'number') {
    const integer =
      schema.type === 'integer' ||
      (schema.type !== 'number' && Number.isInteger(value));
    return integer && Number.isInteger(value) ? BigInt(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map(item => toCelValue(item, schema.items ?? {}));
  }
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [
        key,
        toCelValue(field, propertySchema(schema, key)),
      ]),
    );
  }
  return value;
}
