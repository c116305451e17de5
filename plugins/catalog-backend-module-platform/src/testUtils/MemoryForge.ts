import { createHash } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import { CommitPage } from '@zerotouch/plugin-gitops-common';
import { TextFile } from '@zerotouch/plugin-gitops-node';
import { ProviderForge } from '../provider/PlatformEntityProvider';
import { ReadableForge } from '../urlReader/ForgeUrlReader';

/** The reading half of a forge over files in memory, with a history and failures on demand. */
export class MemoryForge implements ProviderForge, ReadableForge {
  readonly #commits: { sha: string; files: Map<string, string> }[] = [];
  readonly reads: string[] = [];
  #failure: Error | undefined;

  static create(files: Record<string, string>) {
    const forge = new MemoryForge();
    forge.commit(files);
    return forge;
  }

  /** Adds a commit to main; `null` removes a file. Returns its SHA. */
  commit(changes: Record<string, string | null>): string {
    const files = new Map(this.#commits.at(-1)?.files);
    for (const [path, content] of Object.entries(changes)) {
      if (content === null) files.delete(path);
      else files.set(path, content);
    }
    const sha = sha1(`${this.#commits.length} ${JSON.stringify([...files])}`);
    this.#commits.push({ sha, files });
    return sha;
  }

  /** Makes every call fail until it is told otherwise. */
  fail(error: Error | undefined): void {
    this.#failure = error;
  }

  async getHead(): Promise<string> {
    return this.#at().sha;
  }

  async listFiles(options: { ref?: string; prefix?: string } = {}) {
    const { prefix } = options;
    return [...this.#at(options.ref).files]
      .filter(([path]) => !prefix || path.startsWith(`${prefix}/`))
      .map(([path, content]) => toFile(path, content))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async readFiles(options: { ref?: string; paths?: string[] } = {}) {
    const { files } = this.#at(options.ref);
    const paths = options.paths ?? [...files.keys()];
    this.reads.push(...paths);
    return paths.flatMap(path => {
      const content = files.get(path);
      return content === undefined ? [] : [toFile(path, content)];
    });
  }

  async readFile(options: { path: string; ref?: string }): Promise<TextFile> {
    const content = this.#at(options.ref).files.get(options.path);
    if (content === undefined) {
      throw new NotFoundError(`There is no file "${options.path}".`);
    }
    this.reads.push(options.path);
    return toFile(options.path, content);
  }

  async readBytes(options: { path: string; ref?: string }) {
    return Buffer.from((await this.readFile(options)).content);
  }

  async listCommits(options: {
    ref?: string;
    path?: string;
    limit: number;
  }): Promise<CommitPage> {
    const end = this.#commits.indexOf(this.#at(options.ref));
    const touching = this.#commits.slice(0, end + 1).filter((commit, index) => {
      const { path } = options;
      const before = this.#commits[index - 1]?.files;
      return !path || commit.files.get(path) !== before?.get(path);
    });
    return {
      items: touching
        .reverse()
        .slice(0, options.limit)
        .map(({ sha }) => ({
          sha,
          title: 'A change',
          authorName: 'Somebody',
          committedAt: '2026-01-01T00:00:00.000Z',
        })),
    };
  }

  #at(ref = 'main') {
    if (this.#failure) throw this.#failure;
    const commit =
      ref === 'main'
        ? this.#commits.at(-1)
        : this.#commits.find(({ sha }) => sha === ref);
    if (!commit) throw new NotFoundError(`There is no commit "${ref}".`);
    return commit;
  }
}

function toFile(path: string, content: string): TextFile {
  return { path, content, blobSha: sha1(content), size: content.length };
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
