import { NotFoundError } from '@backstage/errors';
import { createGitObject } from '../../git/gitObjects';
import { LruMap } from '../../git/LruMap';
import { TreeEntry, TreeListing } from '../../git/TreeListing';
import { orStatus } from '../errors';
import { GitHubApi } from '../GitHubApi';
import { BlobCache } from './BlobCache';
import { readTarball } from './readTarball';

const KEPT_LISTINGS = 24;
const KEPT_BLOB_BYTES = 64_000_000;
/** With more missing files than this, one archive is cheaper than a call for each. */
const MAX_SINGLE_BLOBS = 8;

type TreeLine = {
  path?: string;
  mode?: string;
  type?: string;
  sha?: string | null;
  size?: number;
};

/**
 * Trees and contents of files.
 *
 * @remarks
 * Both are kept by the SHA of their content, so nothing kept can be outdated. Many missing files come as one archive; what it
 * holds is believed only under the SHA that its bytes have, because attributes can change what an archive contains.
 */
export class GitHubObjects {
  readonly #api: GitHubApi;
  readonly #listings = new LruMap<string, Promise<TreeListing>>(KEPT_LISTINGS);
  readonly #blobs = new BlobCache(KEPT_BLOB_BYTES);
  readonly #archives = new Map<string, Promise<void>>();

  static create(options: { api: GitHubApi }): GitHubObjects {
    return new GitHubObjects(options.api);
  }

  private constructor(api: GitHubApi) {
    this.#api = api;
  }

  /** Lists a commit's whole tree. @throws NotFoundError */
  async listTree(commitSha: string): Promise<TreeListing> {
    const known = this.#listings.get(commitSha);
    if (known) return known;
    const reading = this.#readTree(commitSha);
    this.#listings.set(commitSha, reading);
    reading.catch(() => this.#listings.delete(commitSha));
    return reading;
  }

  /** Reads contents of entries of one commit's tree, in the order asked. */
  async readMany(commitSha: string, entries: TreeEntry[]): Promise<Buffer[]> {
    const found = new Map<string, Buffer>();
    const look = () => {
      for (const { sha } of entries) {
        const bytes = found.get(sha) ?? this.#blobs.get(sha);
        if (bytes) found.set(sha, bytes);
      }
      return [...new Set(entries.map(entry => entry.sha))].filter(
        sha => !found.has(sha),
      );
    };
    if (look().length > MAX_SINGLE_BLOBS) {
      await this.#readArchive(commitSha, (sha, bytes) => found.set(sha, bytes));
    }
    await Promise.all(
      look().map(async sha => found.set(sha, await this.#readBlob(sha))),
    );
    return entries.map(({ sha }) => found.get(sha) ?? Buffer.alloc(0));
  }

  async #readTree(sha: string): Promise<TreeListing> {
    const { truncated, lines } = await this.#getTree(sha, true);
    return TreeListing.from(
      truncated ? await this.#walk(sha, '') : lines.map(toEntry),
    );
  }

  // GitHub cuts recursive listings short above 100,000 entries or 7 MB; then each folder is asked for by itself.
  async #walk(sha: string, folder: string): Promise<TreeEntry[]> {
    const { lines } = await this.#getTree(sha, false);
    const inside = await Promise.all(
      lines.map(async line => {
        const entry = toEntry({ ...line, path: `${folder}${line.path}` });
        return entry.type === 'tree'
          ? [entry, ...(await this.#walk(entry.sha, `${entry.path}/`))]
          : [entry];
      }),
    );
    return inside.flat();
  }

  async #getTree(
    sha: string,
    recursive: boolean,
  ): Promise<{ truncated: boolean; lines: TreeLine[] }> {
    const octokit = await this.#api.client();
    const answer = await orStatus(
      octokit.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
        ...this.#api.repository,
        tree_sha: sha,
        ...(recursive ? { recursive: '1' } : {}),
      }),
      [404, 409, 422],
    );
    if (!answer.ok) {
      throw new NotFoundError(
        `There is no commit "${sha}" in the platform repository.`,
      );
    }
    const { truncated, tree } = answer.value.data;
    return { truncated, lines: tree };
  }

  async #readBlob(sha: string): Promise<Buffer> {
    const octokit = await this.#api.client();
    const { data } = await octokit.request(
      'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
      { ...this.#api.repository, file_sha: sha },
    );
    const bytes = Buffer.from(
      data.content,
      data.encoding === 'base64' ? 'base64' : 'utf8',
    );
    this.#blobs.set(sha, bytes);
    return bytes;
  }

  // Callers that ask at the same time share one archive.
  async #readArchive(
    commitSha: string,
    onBlob: (sha: string, bytes: Buffer) => void,
  ): Promise<void> {
    const running = this.#archives.get(commitSha);
    if (running) return running;
    const reading = this.#download(commitSha, onBlob).finally(() =>
      this.#archives.delete(commitSha),
    );
    this.#archives.set(commitSha, reading);
    return reading;
  }

  async #download(
    commitSha: string,
    onBlob: (sha: string, bytes: Buffer) => void,
  ): Promise<void> {
    const octokit = await this.#api.client();
    const { data } = await octokit.request(
      'GET /repos/{owner}/{repo}/tarball/{ref}',
      { ...this.#api.repository, ref: commitSha },
    );
    if (!(data instanceof ArrayBuffer)) {
      throw new Error(`GitHub sent no archive of the commit "${commitSha}".`);
    }
    await readTarball(Buffer.from(data), bytes => {
      const { sha } = createGitObject('blob', bytes);
      this.#blobs.set(sha, bytes);
      onBlob(sha, bytes);
    });
  }
}

function toEntry(line: TreeLine): TreeEntry {
  const path = line.path ?? '';
  return {
    mode: (line.mode ?? '').replace(/^0/, ''),
    type: line.type === 'tree' || line.type === 'commit' ? line.type : 'blob',
    sha: line.sha ?? '',
    path,
    name: Buffer.from(path.slice(path.lastIndexOf('/') + 1), 'utf8'),
    size: line.size ?? 0,
  };
}
