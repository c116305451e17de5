import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'fs';
import { Schema, completeSchema, isRecord } from './completeSchema';

const ROOT = 'github';
const REF = '#/components/';

/** One operation of GitHub's description, such as `GET /user`. */
export interface Operation {
  /** Complains about a request; empty when it is as described. */
  findRequestErrors(request: {
    parameters: Record<string, string>;
    query: Record<string, string>;
    body: unknown;
  }): string[];
  /** Complains about an answer; empty when it is as described. */
  findResponseErrors(status: number, body: unknown): string[];
  /** Fills an answer up with what the description requires. */
  complete(status: number, body: unknown): unknown;
}

/**
 * GitHub's published OpenAPI description, cut down to the operations that are asked for.
 *
 * @remarks The whole is 13 MB; only schemas that these operations name are compiled.
 */
export class OpenApiContract {
  readonly #document: Schema;
  readonly #strict = createAjv(false);
  readonly #lenient = createAjv(true);
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #operations = new Map<string, Operation>();

  /** Reads the description that the package `@octokit/openapi` publishes. */
  static load(): OpenApiContract {
    const path = require.resolve(
      '@octokit/openapi/generated/api.github.com.json',
    );
    return new OpenApiContract(JSON.parse(readFileSync(path, 'utf8')));
  }

  private constructor(document: Schema) {
    this.#document = document;
  }

  /** Returns an operation. @throws Error when GitHub describes none */
  get(method: string, template: string): Operation {
    const key = `${method} ${template}`;
    const known = this.#operations.get(key);
    if (known) return known;
    const item = this.#at('paths', template);
    const description = this.#resolve(at(item, method.toLowerCase()));
    if (!('responses' in description)) {
      throw new Error(`GitHub describes no operation "${key}".`);
    }
    const parameters = [
      ...listOf(item.parameters),
      ...listOf(description.parameters),
    ].map(parameter => this.#resolve(parameter));
    const operation: Operation = {
      findRequestErrors: request => [
        ...this.#checkParameters(key, parameters, 'path', request.parameters),
        ...this.#checkParameters(key, parameters, 'query', request.query),
        ...this.#checkBody(key, description, request.body),
      ],
      findResponseErrors: (status, body) => {
        const response = this.#response(description, status);
        if (!response) return [`${key} has no answer ${status}`];
        const schema = this.#content(response);
        return schema
          ? this.#check(`${key} ${status}`, schema, body, this.#strict)
          : [];
      },
      complete: (status, body) => {
        const response = this.#response(description, status);
        const schema = response && this.#content(response);
        return schema
          ? completeSchema(schema, body, part => this.#resolve(part))
          : body;
      },
    };
    this.#operations.set(key, operation);
    return operation;
  }

  #checkParameters(
    key: string,
    parameters: Schema[],
    place: 'path' | 'query',
    values: Record<string, string>,
  ): string[] {
    const here = parameters.filter(parameter => parameter.in === place);
    return this.#check(
      `${key} ${place}`,
      {
        type: 'object',
        additionalProperties: false,
        required: here.filter(item => item.required).map(item => item.name),
        properties: Object.fromEntries(
          here.map(item => [String(item.name), this.#rewrite(item.schema)]),
        ),
      },
      { ...values },
      this.#lenient,
    );
  }

  #checkBody(key: string, description: Schema, body: unknown): string[] {
    const request = this.#resolve(at(description, 'requestBody'));
    const schema = this.#content(request);
    if (!schema) {
      return body === undefined ? [] : [`${key} takes no body`];
    }
    if (body === undefined)
      return request.required ? [`${key} body: missing`] : [];
    const unknown =
      isRecord(body) && isRecord(schema.properties) && !schema.oneOf
        ? Object.keys(body).filter(name => !(name in Object(schema.properties)))
        : [];
    return [
      ...unknown.map(name => `${key} body: "${name}" is not described`),
      ...this.#check(`${key} body`, schema, body, this.#strict),
    ];
  }

  #check(name: string, schema: Schema, value: unknown, ajv: Ajv): string[] {
    let validate = this.#compiled.get(name);
    if (!validate) {
      validate = ajv.compile(schema);
      this.#compiled.set(name, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      error => `${name}${error.instancePath}: ${error.message}`,
    );
  }

  #response(description: Schema, status: number): Schema | undefined {
    const response = at(at(description, 'responses'), String(status));
    return Object.keys(response).length > 0
      ? this.#resolve(response)
      : undefined;
  }

  #content(part: Schema): Schema | undefined {
    const media = at(at(part, 'content'), 'application/json');
    return isRecord(media.schema)
      ? recordOf(this.#rewrite(this.#resolve(media.schema)))
      : undefined;
  }

  // Follows names, and says "or null" the way JSON Schema does.
  #resolve(part: Schema): Schema {
    const ref = typeof part.$ref === 'string' ? part.$ref : undefined;
    if (!ref) return part;
    const path = ref.replace(`${ROOT}#/`, '').replace('#/', '').split('/');
    return recordOf(this.#rewrite(this.#at(...path)));
  }

  #at(...path: string[]): Schema {
    return path.reduce(
      (node, name) => at(node, name.replace(/~1/g, '/')),
      this.#document,
    );
  }

  #rewrite(part: unknown): unknown {
    if (Array.isArray(part)) return part.map(item => this.#rewrite(item));
    if (!isRecord(part)) return part;
    if (typeof part.$ref === 'string' && part.$ref.startsWith(REF)) {
      this.#include(part.$ref);
      return { $ref: `${ROOT}${part.$ref}` };
    }
    const { nullable, example: _, examples: __, ...rest } = part;
    const copy = Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [name, this.#rewrite(value)]),
    );
    return nullable === true ? { anyOf: [{ type: 'null' }, copy] } : copy;
  }

  readonly #included = new Set<string>();

  // Adds a named schema, and whatever it names, to both validators.
  #include(ref: string): void {
    if (this.#included.has(ref)) return;
    this.#included.add(ref);
    const schema = recordOf(
      this.#rewrite(this.#at(...ref.slice(2).split('/'))),
    );
    for (const ajv of [this.#strict, this.#lenient]) {
      ajv.addSchema(schema, `${ROOT}${ref}`);
    }
  }
}

function createAjv(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes });
  addFormats(ajv);
  // Formats of GitHub's own.
  ajv.addFormat('repo.nwo', /^[^/]+\/[^/]+$/);
  return ajv;
}

function at(node: Schema, name: string): Schema {
  return recordOf(node[name]);
}

function recordOf(value: unknown): Schema {
  return isRecord(value) ? value : {};
}

function listOf(value: unknown): Schema[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
