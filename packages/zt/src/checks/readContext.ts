import { PlatformTree, readPlatformTree } from '@zerotouch/compositions';
import { ComposedClaim, composeClaims } from '../render/composeClaims';
import { ModuleSource } from '../schemas/GoModules';
import { loadSchemas } from '../schemas/loadSchemas';
import { groupOf } from '../schemas/SchemaBundle';
import { SchemaSet } from '../schemas/SchemaSet';
import { parseVersions } from '../schemas/Versions';
import { Documents, VERSIONS_PATH, readDocuments } from '../tree/readDocuments';
import { Repository } from '../tree/Repository';
import { walkApplications } from '../tree/walkApplications';
import { CheckContext } from './Check';
import { previousOf } from './checkClaims';

/** Where the types come from. */
export interface SchemaOptions {
  modules: ModuleSource;
  /** Folder of the converted types. */
  cacheDir: string;
  onDownload?: (module: string) => void;
}

/** Reads everything that the checks look at. */
export async function readContext(options: {
  repository: Repository;
  schemas: SchemaOptions;
  base?: PlatformTree;
}): Promise<CheckContext> {
  const { repository, base } = options;
  const tree = readPlatformTree(repository.files);
  const documents = readDocuments(repository);
  const versions = parseVersions(
    repository.files.find(({ path }) => path === VERSIONS_PATH)?.content,
  );
  const composed = composeClaims({
    tree,
    previous: parsed => previousOf(base, parsed),
  });
  return {
    repository,
    tree,
    documents,
    composed,
    walk: walkApplications(repository, documents.manifests),
    versions,
    schemas:
      'message' in versions
        ? SchemaSet.createUnavailable(`"${VERSIONS_PATH}" cannot be used`)
        : await loadSchemas({
            versions,
            groups: groupsOf(documents, composed),
            ...options.schemas,
          }),
    base,
  };
}

function groupsOf(
  documents: Documents,
  composed: ComposedClaim[],
): Set<string> {
  const versions = [
    ...documents.manifests.map(({ apiVersion }) => apiVersion),
    ...composed.flatMap(({ composition }) =>
      Object.values(composition?.resources ?? {}).map(
        ({ object }) => object.apiVersion,
      ),
    ),
  ];
  return new Set(versions.map(groupOf));
}
