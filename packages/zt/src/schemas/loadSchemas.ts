import { ModuleSource } from './GoModules';
import { loadBundle } from './loadBundle';
import { SchemaSet } from './SchemaSet';
import { Versions } from './Versions';

/**
 * Loads the types of the components that serve some of the API groups.
 *
 * @param options.groups - API groups of the objects that will be checked.
 * @param options.onDownload - Called before a module is fetched, since that can take a minute the first time.
 */
export async function loadSchemas(options: {
  versions: Versions;
  groups: ReadonlySet<string>;
  modules: ModuleSource;
  cacheDir: string;
  onDownload?: (module: string) => void;
}): Promise<SchemaSet> {
  const { versions, groups, modules, cacheDir, onDownload } = options;
  const announced: ModuleSource = {
    download: (module, version) => {
      onDownload?.(`${module}@${version}`);
      return modules.download(module, version);
    },
  };
  const loaded = await Promise.all(
    Object.entries(versions.components).map(async ([name, component]) => {
      const { schemas } = component;
      return (
        schemas?.groups.some(group => groups.has(group)) && {
          name,
          groups: schemas.groups,
          types: await loadBundle({
            name,
            component,
            schemas,
            modules: announced,
            cacheDir,
          }),
        }
      );
    }),
  );
  return SchemaSet.create(loaded.filter(item => typeof item === 'object'));
}
