import Ajv from 'ajv';
import { Position, parseDocuments } from '@zerotouch/compositions';
import { VERSIONS_PATH } from '../tree/readDocuments';

/** A chart or a Git revision that Applications use. */
export interface ComponentSource {
  repoURL: string;
  chart?: string;
  targetRevision: string;
}

/** Where the types of a component come from. */
export type ComponentSchemas = ModuleSchemas | RestatedSchemas;

/** Types that are read from the project's own Go module. */
export interface ModuleSchemas {
  /** Path of the Go module. */
  module: string;
  /** Version that the Go module proxy serves, such as `v1.30.0`. */
  version: string;
  /** Why this is another version than the component's. */
  deviates?: string;
  /** API groups that the component serves; the empty text is the core group. */
  groups: string[];
  /** Globs of CRD files in the module. */
  files?: string[];
  /** Path of an OpenAPI v2 document in the module, instead of CRDs. */
  openapi?: string;
}

/** Types that are restated by hand, because the project's own cannot be had. */
export interface RestatedSchemas {
  /** A file of the folder `restated` beside this one. */
  restated: string;
  /** Why. */
  deviates: string;
  /** API groups that the component serves. */
  groups: string[];
}

/** One thing that comes from elsewhere. */
export interface Component {
  version: string;
  sources: ComponentSource[];
  schemas?: ComponentSchemas;
}

/** A program of others that checks our work, built from its Go module. */
export interface Tool {
  /** Path of the Go module. */
  module: string;
  /** Version that the Go module proxy serves. */
  version: string;
  /** Folder of the program in the module. */
  folder: string;
  /** Versions of modules that it takes from folders of its repository otherwise. */
  requires?: Record<string, string>;
}

/** The file that pins the versions of everything upstream. */
export interface Versions {
  components: Record<string, Component>;
  tools: Record<string, Tool>;
  /** Place of a JSON pointer in the file. */
  locate(pointer: string): Position;
}

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: { type: 'string' }, minItems: 1 };

const validate = new Ajv({ strict: false }).compile<{
  components: Record<string, Component>;
  tools?: Record<string, Tool>;
}>({
  type: 'object',
  additionalProperties: false,
  required: ['components'],
  properties: {
    tools: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['module', 'version', 'folder'],
        properties: {
          module: text,
          version: text,
          folder: text,
          requires: { type: 'object', additionalProperties: text },
        },
      },
    },
    components: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['version', 'sources'],
        properties: {
          version: text,
          sources: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['repoURL', 'targetRevision'],
              properties: { repoURL: text, chart: text, targetRevision: text },
            },
          },
          schemas: {
            type: 'object',
            additionalProperties: false,
            required: ['groups'],
            oneOf: [
              { required: ['module', 'version', 'files'] },
              { required: ['module', 'version', 'openapi'] },
              {
                required: ['restated', 'deviates'],
                properties: { module: false, version: false },
              },
            ],
            properties: {
              restated: { type: 'string', pattern: '^[a-z0-9-]+\\.yaml$' },
              module: text,
              version: text,
              deviates: text,
              groups: texts,
              files: texts,
              openapi: text,
            },
          },
        },
      },
    },
  },
});

/** A file of versions that cannot be used, with the place of what is wrong. */
export interface VersionsProblem extends Position {
  message: string;
}

/** Reads `platform/versions.yaml`; absent or wrong, it is a problem and not an empty list. */
export function parseVersions(
  content: string | undefined,
): Versions | VersionsProblem {
  const [document] = content === undefined ? [] : parseDocuments(content);
  if (!document) {
    return {
      line: 1,
      column: 1,
      message: `The file "${VERSIONS_PATH}" is missing or empty; it pins the versions of everything upstream.`,
    };
  }
  const [finding] = document.findings;
  if (finding) {
    const { line = 1, column = 1, message } = finding;
    return { line, column, message };
  }
  const { value, locate } = document;
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    const pointer = error?.instancePath ?? '';
    return {
      ...locate(pointer),
      message: `${pointer || 'The file'} ${error?.message ?? 'is not valid'}.`,
    };
  }
  return { components: value.components, tools: value.tools ?? {}, locate };
}
