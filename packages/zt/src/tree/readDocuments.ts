import {
  ENVIRONMENT_PATH,
  ParsedDocument,
  isObject,
  parseFile,
  stringAt,
} from '@zerotouch/compositions';
import { Repository, isManifestPath } from './Repository';

/** Path of the file that pins the versions. */
export const VERSIONS_PATH = 'platform/versions.yaml';

/** A Kubernetes object that is written in the repository. */
export interface Manifest {
  path: string;
  /** The object as it is written. */
  object: Record<string, unknown>;
  apiVersion: string;
  kind: string;
  /** `metadata.name`; empty when there is none. */
  name: string;
  locate: ParsedDocument['locate'];
}

/** A YAML document of the repository that is not one of its Kubernetes objects, such as the values of a chart. */
export interface PlainDocument {
  path: string;
  value: unknown;
  locate: ParsedDocument['locate'];
}

/** What the YAML files below `bootstrap`, `platform` and `tenants` hold. */
export interface Documents {
  manifests: Manifest[];
  others: PlainDocument[];
}

/** Whether a file is read by tools only and never applied: the environment, the versions, examples and tests. */
export function isToolFile(path: string): boolean {
  return (
    path === ENVIRONMENT_PATH ||
    path === VERSIONS_PATH ||
    /^platform\/04-apis\/[^/]+\/(examples|tests)\//.test(path)
  );
}

/** Whether a file belongs to the desired state: it lies in one of its folders and is applied by Argo CD. */
export function isDesiredState(path: string): boolean {
  return /^(bootstrap|platform|tenants)\//.test(path) && !isToolFile(path);
}

/** Reads the documents of the desired state; what cannot be parsed is left out, the engine reports it. */
export function readDocuments(repository: Repository): Documents {
  const manifests: Manifest[] = [];
  const others: PlainDocument[] = [];
  for (const file of repository.files) {
    const { path } = file;
    if (!isDesiredState(path) || !isManifestPath(path)) {
      continue;
    }
    for (const { value, locate, findings } of parseFile(file)) {
      if (findings.length > 0) {
        continue;
      }
      const apiVersion = stringAt(value, 'apiVersion');
      const kind = stringAt(value, 'kind');
      if (isObject(value) && apiVersion && kind) {
        const name = stringAt(value, 'metadata', 'name') ?? '';
        manifests.push({ path, object: value, apiVersion, kind, name, locate });
      } else {
        others.push({ path, value, locate });
      }
    }
  }
  return { manifests, others };
}
