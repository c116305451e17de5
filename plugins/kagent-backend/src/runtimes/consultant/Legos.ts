import { LoggerService } from '@backstage/backend-plugin-api';
import { GitForge, TextFile } from '@zerotouch/plugin-gitops-node';
import { parse } from 'yaml';
import { z } from 'zod';

/** A lego as the consultant speaks of it. */
export interface Lego {
  kind: string;
  title: string;
  description: string;
  /** Whether its claims live in a tenant; only such legos have a template. */
  namespaced: boolean;
  /** A claim that is ready to copy, as YAML; undefined when the lego has no example. */
  example?: string;
}

const definitionSchema = z.object({
  metadata: z.object({
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.object({
    scope: z.string().default('Namespaced'),
    names: z.object({ kind: z.string() }),
  }),
});

/** Reads the legos and tenants from main of the platform repository. */
export class Legos {
  readonly #forge: LegosForge;
  readonly #logger: LoggerService;

  private constructor(options: { forge: LegosForge; logger: LoggerService }) {
    this.#forge = options.forge;
    this.#logger = options.logger;
  }

  static create(options: { forge: LegosForge; logger: LoggerService }): Legos {
    return new Legos(options);
  }

  /** Lists the legos by kind; a definition that cannot be read is left out, and the log says why. */
  async list(): Promise<Lego[]> {
    const files = await this.#forge.readFiles({ prefix: 'platform/04-apis' });
    return files
      .filter(({ path }) => path.endsWith('/definition.yaml'))
      .flatMap(({ path, content }) => {
        const folder = path.replace(/definition\.yaml$/, 'examples/');
        const examples = files.filter(file => file.path.startsWith(folder));
        const definition = this.#parse(path, content);
        if (!definition) return [];
        const { annotations } = definition.metadata;
        const { kind } = definition.spec.names;
        return [
          {
            kind,
            title: annotations['platform.zerotouch.dev/title'] ?? kind,
            description:
              annotations['platform.zerotouch.dev/description'] ?? '',
            namespaced: definition.spec.scope === 'Namespaced',
            example: findExample(examples),
          },
        ];
      });
  }

  /** Lists the names of the tenants. */
  async listTenants(): Promise<string[]> {
    const files = await this.#forge.listFiles({ prefix: 'tenants' });
    return files.flatMap(
      ({ path }) => /^tenants\/([^/]+)\/tenant\.yaml$/.exec(path)?.[1] ?? [],
    );
  }

  #parse(path: string, content: string) {
    try {
      return definitionSchema.parse(parse(content));
    } catch (error) {
      this.#logger.warn(`The lego in "${path}" cannot be read: ${error}`);
      return undefined;
    }
  }
}

/** The smallest example that sets something: what all defaults are says little to a person. */
function findExample(examples: TextFile[]): string | undefined {
  const ordered = ['minimal', 'typical']
    .flatMap(
      name => examples.find(({ path }) => path.endsWith(`/${name}.yaml`)) ?? [],
    )
    .concat(examples);
  const telling = ordered.find(({ content }) => !/^spec: *\{\}/m.test(content));
  return (telling ?? ordered[0])?.content;
}

/** What {@link Legos} reads of a forge. */
export type LegosForge = Pick<GitForge, 'listFiles' | 'readFiles'>;
