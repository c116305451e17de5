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
import { SchemaBundle } from './SchemaBundle';
import { ComponentSchemas } from './Versions';

/** Changes when the conversion does, so that the cache is made again. */
const CONVERSION = 1;

/**
 * Returns the types of one component, from the cache or from its Go module.
 *
 * @remarks
 * Two runs at once may both convert; each writes a file of its own and renames it, so a reader never sees half a bundle.
 *
 * @returns The bundle, or why there is none. A refusal is not cached.
 */
export async function loadBundle(options: {
  name: string;
  schemas: ComponentSchemas;
  modules: ModuleSource;
  cacheDir: string;
}): Promise<SchemaBundle | { reason: string }> {
  const { name, schemas, modules, cacheDir } = options;
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

function convertModule(dir: string, schemas: ComponentSchemas): SchemaBundle {
  if (schemas.openapi !== undefined) {
    const file = join(dir, schemas.openapi);
    return existsSync(file)
      ? readOpenApi(JSON.parse(readFileSync(file, 'utf8')), schemas.groups)
      : { definitions: {}, kinds: {} };
  }
  const files = (schemas.files ?? []).flatMap(glob => listMatches(dir, glob));
  return readCrds(files.map(file => readFileSync(file, 'utf8')));
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

function hashOf(schemas: ComponentSchemas): string {
  return createHash('sha256')
    .update(JSON.stringify([CONVERSION, schemas]))
    .digest('hex')
    .slice(0, 12);
}
