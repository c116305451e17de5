import { RepositoryFile } from '@zerotouch/compositions';

/** The platform repository as the checks see it: its texts, and which paths exist in it. */
export interface Repository {
  /** Where it comes from, for messages: a folder, or a revision. */
  name: string;
  /** Texts below `platform`, `bootstrap`, `tenants` and `docs`, and the Markdown at the top; sorted by path. */
  files: RepositoryFile[];
  /** Whether a file or folder exists; the path is relative to the top. */
  exists(path: string): boolean;
}

/** Folders whose texts are read. */
export const READ_FOLDERS = ['bootstrap', 'docs', 'platform', 'tenants'];

/** Whether a file at this path is one that the checks read. */
export function isRead(path: string): boolean {
  return (
    READ_FOLDERS.some(folder => path.startsWith(`${folder}/`)) ||
    /^[^/]+\.md$/.test(path)
  );
}

/** Whether Argo CD could apply a file: YAML or JSON. */
export function isManifestPath(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path);
}
