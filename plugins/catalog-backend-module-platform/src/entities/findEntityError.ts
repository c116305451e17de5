import {
  Entity,
  entityEnvelopeSchemaValidator,
  makeValidator,
} from '@backstage/catalog-model';
import { isMapping, textAt } from './fields';

const checkEnvelope = entityEnvelopeSchemaValidator();
const validators = makeValidator();
const ROOT_FIELDS = new Set(['apiVersion', 'kind', 'metadata', 'spec']);
const REQUIRED_SPEC: Record<string, string[]> = {
  API: ['type', 'lifecycle', 'owner', 'definition'],
  Component: ['type', 'lifecycle', 'owner'],
  Domain: ['owner'],
  Group: ['type'],
  Resource: ['type', 'owner'],
  System: ['owner'],
  Template: ['type'],
  User: [],
};

/**
 * Checks what the catalog would refuse, before it can refuse a whole mutation for one entity.
 *
 * @returns A sentence that says what is wrong, or undefined when nothing is.
 */
export function findEntityError(entity: unknown): string | undefined {
  const envelope = findEnvelopeError(entity);
  if (envelope !== undefined || !isMapping(entity)) return envelope;
  const kind = textAt(entity, 'kind') ?? '';
  const required = REQUIRED_SPEC[kind];
  if (required === undefined) {
    return `The kind "${kind}" is not shown in this catalog; use one of ${Object.keys(
      REQUIRED_SPEC,
    ).join(', ')}.`;
  }
  const missing = required.filter(
    field => textAt(entity, 'spec', field) === undefined,
  );
  if (missing.length > 0) {
    return `A ${kind} needs spec.${missing.join(' and spec.')} as text.`;
  }
  return findFormatError(entity);
}

function findEnvelopeError(entity: unknown): string | undefined {
  try {
    checkEnvelope(entity);
    return undefined;
  } catch (error) {
    return `This is not a catalog entity: ${
      error instanceof Error ? error.message : String(error)
    }`;
  }
}

function findFormatError(entity: Record<string, unknown>): string | undefined {
  const foreign = Object.keys(entity).find(key => !ROOT_FIELDS.has(key));
  if (foreign)
    return `The field "${foreign}" does not belong at the top of an entity.`;
  const { metadata } = entity as unknown as Entity;
  const pairs = <T>(value: Record<string, T> | undefined) =>
    Object.entries(value ?? {});
  const checks: [boolean, string][] = [
    [
      validators.isValidEntityName(metadata.name),
      `metadata.name "${metadata.name}"`,
    ],
    [
      metadata.namespace === undefined ||
        validators.isValidNamespace(metadata.namespace),
      `metadata.namespace "${metadata.namespace}"`,
    ],
    ...pairs(metadata.labels).map(([key, value]): [boolean, string] => [
      validators.isValidLabelKey(key) && validators.isValidLabelValue(value),
      `the label "${key}: ${value}"`,
    ]),
    ...pairs(metadata.annotations).map(([key, value]): [boolean, string] => [
      validators.isValidAnnotationKey(key) &&
        validators.isValidAnnotationValue(value),
      `the annotation "${key}"`,
    ]),
    ...(metadata.tags ?? []).map((tag): [boolean, string] => [
      validators.isValidTag(tag),
      `the tag "${tag}"`,
    ]),
  ];
  const failed = checks.find(([valid]) => !valid);
  return failed ? `The catalog does not accept ${failed[1]}.` : undefined;
}
