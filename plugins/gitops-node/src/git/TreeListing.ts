/** One entry of a tree, at any depth. */
export interface TreeEntry {
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  path: string;
  /** The last segment of the path as Git stores it; it need not be UTF-8. */
  name: Buffer;
  /** Bytes; 0 for anything but a blob. */
  size: number;
}

/** Every entry of one tree, immutable. */
export class TreeListing {
  readonly #byPath = new Map<string, TreeEntry>();
  readonly #byFolder = new Map<string, TreeEntry[]>();

  /** Parses the output of `git ls-tree -r -t -l -z`. */
  static parse(output: Buffer): TreeListing {
    const listing = new TreeListing();
    let start = 0;
    while (start < output.length) {
      const end = output.indexOf(0, start);
      const tab = output.indexOf(9, start);
      const [mode = '', type = '', sha = '', size = '-'] = output
        .toString('latin1', start, tab)
        .split(/ +/);
      const rawPath = output.subarray(tab + 1, end);
      const slash = rawPath.lastIndexOf(0x2f);
      listing.#add({
        mode: mode.replace(/^0/, ''),
        type: parseType(type),
        sha,
        path: rawPath.toString('utf8'),
        name: Buffer.from(rawPath.subarray(slash + 1)),
        size: size === '-' ? 0 : Number(size),
      });
      start = end + 1;
    }
    return listing;
  }

  /** Makes a listing of entries in any order. */
  static from(entries: Iterable<TreeEntry>): TreeListing {
    const listing = new TreeListing();
    for (const entry of entries) listing.#add(entry);
    return listing;
  }

  static readonly empty = new TreeListing();

  get(path: string): TreeEntry | undefined {
    return this.#byPath.get(path);
  }

  /** Every entry, folders included, in no particular order. */
  entries(): TreeEntry[] {
    return [...this.#byPath.values()];
  }

  /** Entries directly inside a folder; `''` is the root. */
  children(folder: string): readonly TreeEntry[] {
    return this.#byFolder.get(folder) ?? [];
  }

  /** Regular files, sorted by path; links and submodules are no files. */
  files(prefix?: string): TreeEntry[] {
    const start = prefix ? `${prefix}/` : '';
    return [...this.#byPath.values()]
      .filter(entry => isFile(entry) && entry.path.startsWith(start))
      .sort((a, b) => compare(a.path, b.path));
  }

  #add(entry: TreeEntry) {
    this.#byPath.set(entry.path, entry);
    const slash = entry.path.lastIndexOf('/');
    const folder = slash < 0 ? '' : entry.path.slice(0, slash);
    const siblings = this.#byFolder.get(folder);
    if (siblings) siblings.push(entry);
    else this.#byFolder.set(folder, [entry]);
  }
}

/** Tells whether an entry is a regular file. */
export function isFile(entry: TreeEntry): boolean {
  return entry.type === 'blob' && entry.mode !== '120000';
}

function parseType(text: string): TreeEntry['type'] {
  if (text === 'blob' || text === 'tree' || text === 'commit') return text;
  throw new Error(`Git named an unknown object type "${text}" in a tree.`);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
