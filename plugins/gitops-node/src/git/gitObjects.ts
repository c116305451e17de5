import { createHash } from 'crypto';
import { deflateSync } from 'zlib';

/** A Git object with its name, ready to be written. */
export interface GitObject {
  type: 'commit' | 'tree' | 'blob';
  /** 40 lower-case hexadecimal digits. */
  sha: string;
  bytes: Buffer;
}

/** One line of a tree object. `mode` is octal as Git writes it in trees (`100644`, `40000`, ...). */
export interface TreeLine {
  mode: string;
  name: Buffer;
  sha: string;
}

/** Who and when, as commits record it. */
export interface CommitSignature {
  name: string;
  email: string;
  at: Date;
}

/** The tree without entries. */
export const EMPTY_TREE_SHA = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** The name that says "no object" to `update-ref`. */
export const ZERO_SHA = '0'.repeat(40);

const PACK_TYPES = { commit: 1, tree: 2, blob: 3 } as const;

/** Names an object by its content. */
export function createGitObject(
  type: GitObject['type'],
  content: Buffer | string,
): GitObject {
  const bytes = Buffer.isBuffer(content)
    ? content
    : Buffer.from(content, 'utf8');
  const sha = createHash('sha1')
    .update(`${type} ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
  return { type, sha, bytes };
}

/** Makes a tree object; lines may come in any order. */
export function createTreeObject(lines: TreeLine[]): GitObject {
  const key = (line: TreeLine) =>
    line.mode === '40000'
      ? Buffer.concat([line.name, Buffer.from('/')])
      : line.name;
  const sorted = [...lines].sort((a, b) => Buffer.compare(key(a), key(b)));
  return createGitObject(
    'tree',
    Buffer.concat(
      sorted.flatMap(line => [
        Buffer.from(`${line.mode} `),
        line.name,
        Buffer.from([0]),
        Buffer.from(line.sha, 'hex'),
      ]),
    ),
  );
}

/** Makes a commit object. Times are kept in whole seconds, in UTC. */
export function createCommitObject(options: {
  tree: string;
  parents: string[];
  author: CommitSignature;
  committer: CommitSignature;
  message: string;
}): GitObject {
  const lines = [
    `tree ${options.tree}`,
    ...options.parents.map(parent => `parent ${parent}`),
    `author ${renderSignature(options.author)}`,
    `committer ${renderSignature(options.committer)}`,
    '',
    options.message.replaceAll('\0', ''),
  ];
  return createGitObject('commit', lines.join('\n'));
}

/** Renders a version 2 pack, the format that `git unpack-objects` and `git index-pack` read. */
export function renderPack(objects: GitObject[]): Buffer {
  const header = Buffer.alloc(12);
  header.write('PACK', 0, 'ascii');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(objects.length, 8);
  const parts: Buffer[] = [header];
  for (const object of objects) {
    parts.push(
      renderEntryHeader(PACK_TYPES[object.type], object.bytes.length),
      deflateSync(object.bytes),
    );
  }
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return Buffer.concat([...parts, hash.digest()]);
}

function renderEntryHeader(type: number, size: number): Buffer {
  const bytes: number[] = [];
  let rest = Math.floor(size / 16);
  bytes.push((rest > 0 ? 0x80 : 0) + type * 16 + (size % 16));
  while (rest > 0) {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push((rest > 0 ? 0x80 : 0) + low);
  }
  return Buffer.from(bytes);
}

function renderSignature({ name, email, at }: CommitSignature): string {
  // Git keeps no angle brackets and no control characters in identities.
  const clean = (text: string) =>
    text
      .replace(/[\p{Cc}<>]/gu, '')
      .trim()
      .slice(0, 200) || 'unknown';
  return `${clean(name)} <${clean(email)}> ${Math.floor(
    at.getTime() / 1000,
  )} +0000`;
}
