import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import { SchemaBundle, groupOf, kindKey } from './SchemaBundle';

/** Something in an object that its type does not allow. */
export interface SchemaIssue {
  /** JSON pointer to the place. */
  pointer: string;
  message: string;
}

/** What became of checking one object against its type. */
export type SchemaAnswer =
  | { result: 'checked'; issues: SchemaIssue[] }
  | { result: 'skipped'; reason: string }
  | { result: 'unknown'; reason: string };

/** One component's types, or why they are missing. */
export interface LoadedComponent {
  name: string;
  groups: string[];
  types: SchemaBundle | { reason: string };
}

/** The types of everything upstream; compiles a schema when the first object of its kind comes. */
export class SchemaSet {
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly compilers = new Map<string, Ajv>();

  private constructor(
    private readonly components: LoadedComponent[],
    private readonly unavailable?: string,
  ) {}

  /** A set of the given components. */
  static create(components: LoadedComponent[]): SchemaSet {
    return new SchemaSet(components);
  }

  /** A set that can check nothing, and says why. */
  static createUnavailable(reason: string): SchemaSet {
    return new SchemaSet([], reason);
  }

  /** Checks an object against the closed schema of its kind. */
  check(object: Record<string, unknown>): SchemaAnswer {
    if (this.unavailable !== undefined) {
      return { result: 'skipped', reason: this.unavailable };
    }
    const apiVersion = String(object.apiVersion);
    const kind = String(object.kind);
    const group = groupOf(apiVersion);
    const component = this.components.find(({ groups }) =>
      groups.includes(group),
    );
    if (!component) {
      return {
        result: 'unknown',
        reason: `no component in platform/versions.yaml serves the group "${group}"`,
      };
    }
    const { name, types } = component;
    if ('reason' in types) {
      return {
        result: 'skipped',
        reason: `the types of ${name} are missing: ${types.reason}`,
      };
    }
    const definition = types.kinds[kindKey(apiVersion, kind)];
    if (definition === undefined) {
      return {
        result: 'unknown',
        reason: `${name} has no kind "${kind}" in "${apiVersion}"`,
      };
    }
    const validate = this.validatorOf(name, types, definition);
    validate(object);
    return { result: 'checked', issues: toIssues(validate.errors ?? []) };
  }

  private validatorOf(
    name: string,
    types: SchemaBundle,
    definition: string,
  ): ValidateFunction {
    const known = this.validators.get(definition);
    if (known) {
      return known;
    }
    const compiler = this.compilers.get(name) ?? createCompiler(name, types);
    this.compilers.set(name, compiler);
    const validate = compiler.compile({
      $ref: `${name}#/definitions/${encodeURIComponent(definition)}`,
    });
    this.validators.set(definition, validate);
    return validate;
  }
}

function createCompiler(name: string, types: SchemaBundle): Ajv {
  return new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: false,
    unicodeRegExp: false,
    inlineRefs: false,
    // Most schemas are huge and judge a few objects: optimizing them costs more than it saves.
    code: { optimize: false },
  }).addSchema({ definitions: types.definitions }, name);
}

/** Branches of a choice explain themselves badly; the choice as a whole is reported only when nothing else is. */
function toIssues(errors: ErrorObject[]): SchemaIssue[] {
  const plain = errors.filter(
    ({ keyword, schemaPath }) =>
      !/\/(anyOf|oneOf|not)\//.test(schemaPath) && keyword !== 'if',
  );
  const issues = (plain.length > 0 ? plain : errors).map(toIssue);
  return issues.filter(
    (issue, index) =>
      issues.findIndex(
        other =>
          other.pointer === issue.pointer && other.message === issue.message,
      ) === index,
  );
}

function toIssue(error: ErrorObject): SchemaIssue {
  const { keyword, instancePath, params } = error;
  if (keyword === 'additionalProperties') {
    const field = String(params.additionalProperty);
    return {
      pointer: `${instancePath}/${field
        .replace(/~/g, '~0')
        .replace(/\//g, '~1')}`,
      message: `the field "${field}" does not exist in ${
        instancePath || 'the object'
      }`,
    };
  }
  const allowed = Array.isArray(params.allowedValues)
    ? `: ${params.allowedValues.join(', ')}`
    : '';
  return {
    pointer: instancePath,
    message: `${instancePath || 'the object'} ${error.message}${allowed}`,
  };
}
