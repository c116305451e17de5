import { readPlatformTree } from '@zerotouch/compositions';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { FileContents, changePlatform, isStatePath } from './changePlatform';
import { Platform } from './Platform';

const MAX_COMMITS = 4;

/**
 * Reads definitions and claims from commits of the platform repository.
 *
 * @remarks
 * A commit never changes, so what was read of the last few is kept, and the next one is read by its difference. Callers that
 * ask at the same time share one reading; a reading that failed is forgotten, so that the next caller tries again.
 */
export class PlatformReader {
  readonly #forge: GitForge;
  readonly #readings = new Map<string, Promise<Platform>>();
  #latest: Platform | undefined;

  static create(options: { forge: GitForge }): PlatformReader {
    return new PlatformReader(options.forge);
  }

  private constructor(forge: GitForge) {
    this.#forge = forge;
  }

  /** Returns the platform at main's head. */
  async getMain(): Promise<Platform> {
    return this.getAt(await this.#forge.getHead());
  }

  /** Returns the platform at a commit. @throws NotFoundError when the commit does not exist. */
  async getAt(sha: string): Promise<Platform> {
    const known = this.#readings.get(sha);
    if (known) {
      return known;
    }
    const reading = this.#read(sha);
    this.#readings.set(sha, reading);
    for (const oldest of this.#readings.keys()) {
      if (this.#readings.size <= MAX_COMMITS) {
        break;
      }
      this.#readings.delete(oldest);
    }
    try {
      this.#latest = await reading;
      return await reading;
    } catch (error) {
      this.#readings.delete(sha);
      throw error;
    }
  }

  async #read(sha: string): Promise<Platform> {
    if (this.#latest) {
      return this.#readDifference(this.#latest, sha);
    }
    const [platformFiles, tenantFiles] = await Promise.all([
      this.#forge.readFiles({ ref: sha, prefix: 'platform' }),
      this.#forge.readFiles({ ref: sha, prefix: 'tenants' }),
    ]);
    const files = [...platformFiles, ...tenantFiles];
    const contents = new Map(files.map(({ path, content }) => [path, content]));
    return { sha, stateSha: sha, contents, tree: readPlatformTree(files) };
  }

  async #readDifference(base: Platform, sha: string): Promise<Platform> {
    const changed = await this.#forge.listChangedPaths({
      baseSha: base.sha,
      headSha: sha,
    });
    const paths = changed.filter(isStatePath);
    if (paths.length === 0) {
      return { ...base, sha };
    }
    const contents = await readContents(this.#forge, sha, paths);
    return { sha, stateSha: sha, ...changePlatform(base, contents) };
  }
}

/** Reads files at a commit; `null` for those that it does not have. */
export async function readContents(
  forge: GitForge,
  ref: string,
  paths: string[],
): Promise<FileContents> {
  const files = paths.length > 0 ? await forge.readFiles({ ref, paths }) : [];
  return new Map<string, string | null>([
    ...paths.map(path => [path, null] as const),
    ...files.map(file => [file.path, file.content] as const),
  ]);
}
