import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { globPattern } from '../tree/globPattern';
import { ModuleSource } from './GoModules';
import { readCrds } from './readCrds';
import { readOpenApi } from './readOpenApi';
import { readRestated } from './readRestated';
import { SchemaBundle } from './SchemaBundle';
import { Component, ComponentSchemas, ModuleSchemas } from './Versions';

/** Types that are restated by hand. The command line runs from its sources, so this folder is where they are written. */
// eslint-disable-next-line no-restricted-syntax
const RESTATED = join(__dirname, 'restated');

/** Changes when the conversion does, so that the cache is made again. */
const CONVERSION = 1;

/**
 * Returns the types of one component: restated ones, or its Go module's, from the cache when they are there.
 *
 * @remarks
 * Two runs at once may both convert; each writes a file of its own and renames it, so a reader never sees half a bundle.
 *
 * @returns The bundle, or why there is none. A refusal is not cached.
 */
export async function loadBundle(options: {
  name: string;
  component: Pick<Component, 'version'>;
  schemas: ComponentSchemas;
  modules: ModuleSource;
  cacheDir: string;
}): Promise<SchemaBundle | { reason: string }> {
  const { name, component, schemas, modules, cacheDir } = options;
  if ('restated' in schemas) {
    const file = join(RESTATED, schemas.restated);
    return existsSync(file)
      ? readRestated(readFileSync(file, 'utf8'), component.version)
      : { reason: `there is no file "${schemas.restated}" in ${RESTATED}` };
  }
  const cacheFile = join(cacheDir, `${name}-${hashOf(schemas)}.json`);
  if (existsSync(cacheFile)) {
    const bundle: SchemaBundle = JSON.parse(readFileSync(cacheFile, 'utf8'));
    return bundle;
  }
  const { module, version } = schemas;
  const found = await modules.download(module, version);
  if ('reason' in found) {
    return { reason: found.reason };
  }
  const bundle = convertModule(found.dir, schemas);
  if (Object.keys(bundle.kinds).length === 0) {
    return {
      reason: `${module}@${version} has no type in ${
        schemas.openapi ?? schemas.files?.join(', ')
      }`,
    };
  }
  mkdirSync(cacheDir, { recursive: true });
  const draft = `${cacheFile}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(bundle));
  renameSync(draft, cacheFile);
  return bundle;
}

function convertModule(dir: string, schemas: ModuleSchemas): SchemaBundle {
  if (schemas.openapi !== undefined) {
    const file = join(dir, schemas.openapi);
    return existsSync(file)
      ? readOpenApi(JSON.parse(readFileSync(file, 'utf8')), schemas.groups)
      : { definitions: {}, kinds: {} };
  }
  return readCrds(
    listCrdFiles(dir, schemas).map(file => readFileSync(file, 'utf8')),
  );
}

/** The files of a module that hold the CustomResourceDefinitions of a component. */
export function listCrdFiles(dir: string, schemas: ModuleSchemas): string[] {
  return (schemas.files ?? []).flatMap(glob => listMatches(dir, glob));
}

function listMatches(dir: string, glob: string): string[] {
  const folder = join(dir, dirname(glob));
  const pattern = globPattern(glob, 'one-folder');
  return existsSync(folder)
    ? readdirSync(folder)
        .map(name => join(dirname(glob), name))
        .filter(path => pattern.test(path))
        .sort()
        .map(path => join(dir, path))
    : [];
}

function hashOf(schemas: ModuleSchemas): string {
  return createHash('sha256')
    .update(JSON.stringify([CONVERSION, schemas]))
    .digest('hex')
    .slice(0, 12);
}
