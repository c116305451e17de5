import { NotFoundError } from '@backstage/errors';
import { LruMap } from './LruMap';
import { GitCommand } from './GitCommand';
import { GitObject, renderPack } from './gitObjects';
import { TreeListing } from './TreeListing';

// Above this many objects one pack is written instead of loose files, as `receive.unpackLimit` does.
const UNPACK_LIMIT = 100;
const KEPT_LISTINGS = 8;

/** Reads and writes objects of one repository in bulk. Whatever it keeps in memory is named by its content. */
export class GitObjectStore {
  readonly #git: GitCommand;
  readonly #listings = new LruMap<string, Promise<TreeListing>>(KEPT_LISTINGS);

  static create(options: { git: GitCommand }): GitObjectStore {
    return new GitObjectStore(options.git);
  }

  private constructor(git: GitCommand) {
    this.#git = git;
  }

  /** Lists a commit's or a tree's whole tree. */
  async listTree(sha: string): Promise<TreeListing> {
    const known = this.#listings.get(sha);
    if (known) return known;
    const reading = this.#git
      .run(['ls-tree', '-r', '-t', '-l', '-z', '--full-tree', sha])
      .then(result => TreeListing.parse(result.stdout));
    this.#listings.set(sha, reading);
    reading.catch(() => this.#listings.delete(sha));
    return reading;
  }

  /**
   * Reads objects by name (`<sha>`, `<sha>:<path>`, a ref), in the order asked.
   * @returns The bytes of each, `undefined` where there is none.
   */
  async readMany(names: string[]): Promise<Array<Buffer | undefined>> {
    if (names.length === 0) return [];
    const { stdout } = await this.#git.run(['cat-file', '--batch'], {
      input: `${names.join('\n')}\n`,
    });
    const results: Array<Buffer | undefined> = [];
    let start = 0;
    while (start < stdout.length) {
      const end = stdout.indexOf(10, start);
      const header = stdout.toString('utf8', start, end);
      const size = /^[0-9a-f]{40} \w+ (\d+)$/.exec(header)?.[1];
      if (size === undefined) {
        results.push(undefined);
        start = end + 1;
      } else {
        results.push(stdout.subarray(end + 1, end + 1 + Number(size)));
        start = end + 1 + Number(size) + 1;
      }
    }
    return results;
  }

  /** Reads one object. @throws NotFoundError */
  async read(name: string): Promise<Buffer> {
    const [bytes] = await this.readMany([name]);
    if (!bytes) throw new NotFoundError(`There is no Git object "${name}".`);
    return bytes;
  }

  /** Writes objects durably; what exists already is left as it is. */
  async write(objects: GitObject[]): Promise<void> {
    if (objects.length === 0) return;
    const args =
      objects.length > UNPACK_LIMIT
        ? ['index-pack', '--stdin', '--fix-thin']
        : ['unpack-objects', '-q'];
    await this.#git.run(args, { input: renderPack(objects) });
  }
}
