import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ModuleSource } from '../schemas/GoModules';
import { listCrdFiles, loadBundle } from '../schemas/loadBundle';
import { Versions } from '../schemas/Versions';
import { Repository } from '../tree/Repository';
import { ClaimCase } from './ClaimCase';
import { SourcedObject } from './listObjects';
import { toSchemaFiles } from './toSchemaFiles';

const EXTENSION = /^platform\/04-apis\/[^/]+\/(definition|composition)\.yaml$/;

/** Folders and files that the programs of others read. */
export interface Inputs {
  /** Our XRDs and Compositions. */
  extensions: string;
  /** All claims that are judged, in their order, as one text. */
  claims: string;
  /** CustomResourceDefinitions of everything upstream. */
  crds: string;
  /** One file an object; the name says where it comes from. */
  objects: string;
  /** One closed JSON Schema a kind. */
  schemas: string;
}

/**
 * Writes what the programs of others read.
 *
 * @throws Error if the types of a component cannot be had; nothing may be left out here.
 */
export async function writeInputs(options: {
  dir: string;
  repository: Repository;
  versions: Versions;
  modules: ModuleSource;
  schemaCacheDir: string;
  cases: ClaimCase[];
  objects: SourcedObject[];
}): Promise<Inputs> {
  const { dir, repository, cases } = options;
  const inputs: Inputs = {
    extensions: join(dir, 'extensions'),
    claims: join(dir, 'claims.yaml'),
    crds: join(dir, 'crds'),
    objects: join(dir, 'objects'),
    schemas: join(dir, 'schemas'),
  };
  for (const folder of ['extensions', 'crds', 'objects', 'schemas'] as const) {
    mkdirSync(inputs[folder], { recursive: true });
  }
  for (const { path, content } of repository.files) {
    if (EXTENSION.test(path)) {
      writeFileSync(join(inputs.extensions, flat(path)), content);
    }
  }
  writeFileSync(inputs.claims, toDocuments(cases.map(({ object }) => object)));
  options.objects.forEach(({ source, object }, index) => {
    const number = String(index).padStart(5, '0');
    writeFileSync(
      join(inputs.objects, `${number}-${flat(source)}.yaml`),
      JSON.stringify(object),
    );
  });
  await writeTypes(options, inputs);
  return inputs;
}

async function writeTypes(
  options: Parameters<typeof writeInputs>[0],
  inputs: Inputs,
): Promise<void> {
  const { versions, modules, schemaCacheDir } = options;
  const components = Object.entries(versions.components);
  await Promise.all(
    components.map(async ([name, component]) => {
      const { schemas } = component;
      if (!schemas) {
        return;
      }
      const bundle = await loadBundle({
        name,
        component,
        schemas,
        modules,
        cacheDir: schemaCacheDir,
      });
      if ('reason' in bundle) {
        throw new Error(`The types of ${name} are missing: ${bundle.reason}`);
      }
      for (const [file, schema] of toSchemaFiles(bundle)) {
        writeFileSync(join(inputs.schemas, file), JSON.stringify(schema));
      }
      if ('restated' in schemas || schemas.files === undefined) {
        return;
      }
      const found = await modules.download(schemas.module, schemas.version);
      if ('reason' in found) {
        throw new Error(`The types of ${name} are missing: ${found.reason}`);
      }
      for (const file of listCrdFiles(found.dir, schemas)) {
        writeFileSync(
          join(
            inputs.crds,
            `${name}-${basename(file)}`.replace(/\.yml$/, '.yaml'),
          ),
          readFileSync(file),
        );
      }
    }),
  );
}

/** A path as the name of one file. */
export function flat(path: string): string {
  return path.replace(/[^A-Za-z0-9.-]+/g, '-');
}

/** JSON is YAML that every parser reads alike: `yes` stays text. */
function toDocuments(objects: object[]): string {
  return objects.map(object => JSON.stringify(object)).join('\n---\n');
}
