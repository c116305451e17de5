import { isError } from '@backstage/errors';
import { RepositoryFile } from '@zerotouch/compositions';
import { GitForge } from '@zerotouch/plugin-gitops-node';

/** The part of the forge that history is read from. */
export type HistoryForge = Pick<GitForge, 'listCommits' | 'readFile'>;

/** How many versions of one file are looked at, newest first. */
const MAX_VERSIONS = 50;

/**
 * Finds the newest version of a file in which nothing was wrong.
 *
 * @remarks
 * History is the first-parent line of main, never memory, so that every process finds the same version. What was found is
 * remembered for each broken content, since a broken file stays on main until somebody mends it.
 */
export class LastGoodFiles {
  readonly #forge: HistoryForge;
  readonly #found = new Map<string, RepositoryFile | undefined>();

  static create(options: { forge: HistoryForge }) {
    return new LastGoodFiles(options.forge);
  }

  private constructor(forge: HistoryForge) {
    this.#forge = forge;
  }

  /**
   * Looks for the last good version of one file, among its 50 newest.
   *
   * @param options.ref - The commit from which history is read.
   * @param options.blobSha - The broken content.
   * @param options.isGood - Whether a version is good.
   * @returns The good version, or undefined when there is none.
   */
  async find(options: {
    path: string;
    blobSha: string;
    ref: string;
    isGood(file: RepositoryFile): boolean;
  }): Promise<RepositoryFile | undefined> {
    const key = `${options.blobSha} ${options.path}`;
    if (!this.#found.has(key)) {
      this.#found.set(key, await this.#search(options));
    }
    return this.#found.get(key);
  }

  /** Forgets what was found for contents that are not broken on main any more. */
  keepOnly(broken: { path: string; blobSha: string }[]): void {
    const keys = new Set(broken.map(file => `${file.blobSha} ${file.path}`));
    for (const key of this.#found.keys()) {
      if (!keys.has(key)) this.#found.delete(key);
    }
  }

  async #search(options: {
    path: string;
    blobSha: string;
    ref: string;
    isGood(file: RepositoryFile): boolean;
  }): Promise<RepositoryFile | undefined> {
    const { path, ref, blobSha } = options;
    const { items } = await this.#forge.listCommits({
      ref,
      path,
      limit: MAX_VERSIONS,
    });
    const seen = new Set([blobSha]);
    for (const { sha } of items) {
      const version = await this.#readVersion(path, sha);
      if (version === undefined || seen.has(version.blobSha)) continue;
      seen.add(version.blobSha);
      const file = { path, content: version.content };
      if (options.isGood(file)) return file;
    }
    return undefined;
  }

  async #readVersion(path: string, ref: string) {
    try {
      return await this.#forge.readFile({ path, ref });
    } catch (error) {
      // The file did not exist at this commit; an older one may have it.
      if (isError(error) && error.name === 'NotFoundError') return undefined;
      throw error;
    }
  }
}
