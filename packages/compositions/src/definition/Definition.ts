/** One `x-kubernetes-validations` rule: a CEL expression over `self`, and over `oldSelf` when it is a transition rule. */
export interface CelRule {
  rule: string;
  message: string;
  /** Where below the schema's place the finding belongs, such as `.storageGB`. */
  fieldPath?: string;
}

/** The part of a structural OpenAPI v3 schema that the legos use. */
export interface OpenApiSchema {
  type?: string;
  title?: string;
  description?: string;
  format?: string;
  pattern?: string;
  default?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  required?: string[];
  properties?: Record<string, OpenApiSchema>;
  additionalProperties?: OpenApiSchema | boolean;
  items?: OpenApiSchema;
  'x-kubernetes-validations'?: CelRule[];
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/** One platform API, read from its XRD. */
export interface Definition {
  kind: string;
  plural: string;
  scope: 'Namespaced' | 'Cluster';
  /** API group, such as `platform.zerotouch.dev`. */
  apiGroup: string;
  /** The referenceable version, such as `v1alpha1`. */
  version: string;
  /** Schema of the whole object, `spec` and `status` included. */
  openAPISchema: OpenApiSchema;
  /** Title for forms and lists; the kind when the XRD names none. */
  title: string;
  description: string;
  /** Heading under which forms list the API: Services, Data, Messaging, Tenancy or Agents. */
  group: string;
  /** Fields of `spec` that a form shows first, by the annotation `first-fields`; the others fold away. Empty when none is named. */
  firstFields: string[];
  /** Path of the XRD in the repository. */
  path: string;
}

/** The `spec` part of a definition's schema; an empty object schema when the definition has none. */
export function specSchema(definition: Definition): OpenApiSchema {
  return definition.openAPISchema.properties?.spec ?? { type: 'object' };
}
