import { GitForge, TextFile } from '@zerotouch/plugin-gitops-node';

/** The part of the forge that files are read from. */
export type TreeForge = Pick<GitForge, 'listFiles' | 'readFiles'>;

const MAX_BYTES = 1_000_000;
const IN_CATALOG =
  /^(?:(?:platform|tenants|bootstrap|templates)\/.*|catalog-info)\.ya?ml$/;

/** The YAML files of the repository at one commit; only what changed since the last commit is read again. */
export class RepositorySnapshot {
  readonly #forge: TreeForge;
  #files = new Map<string, TextFile>();

  static create(options: { forge: TreeForge }) {
    return new RepositorySnapshot(options.forge);
  }

  private constructor(forge: TreeForge) {
    this.#forge = forge;
  }

  /** Reads the files that the catalog is made of, sorted by path. */
  async read(ref: string): Promise<TextFile[]> {
    const listed = (await this.#forge.listFiles({ ref })).filter(
      file => IN_CATALOG.test(file.path) && file.size <= MAX_BYTES,
    );
    const changed = listed
      .filter(file => this.#files.get(file.path)?.blobSha !== file.blobSha)
      .map(file => file.path);
    const read =
      changed.length === 0
        ? []
        : await this.#forge.readFiles({ ref, paths: changed });
    const fresh = new Map(read.map(file => [file.path, file]));
    const files = listed.flatMap(({ path }) => {
      const file = fresh.get(path) ?? this.#files.get(path);
      return file ? [file] : [];
    });
    this.#files = new Map(files.map(file => [file.path, file]));
    return files;
  }
}
