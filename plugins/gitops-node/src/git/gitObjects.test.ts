import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import {
  EMPTY_TREE_SHA,
  createCommitObject,
  createGitObject,
  createTreeObject,
  renderPack,
} from './gitObjects';

const at = new Date('2026-01-02T03:04:05.900Z');

describe('git objects', () => {
  it('names objects as Git does', () => {
    expect(createGitObject('blob', 'hello\n').sha).toBe(
      'ce013625030ba8dba906f756967f9e9ca394464a',
    );
    expect(createTreeObject([]).sha).toBe(EMPTY_TREE_SHA);
  });

  it('sorts trees as Git does: folders as if their names ended with a slash', () => {
    const sha = EMPTY_TREE_SHA;
    const line = (mode: string, name: string) => ({
      mode,
      name: Buffer.from(name),
      sha,
    });
    const { bytes } = createTreeObject([
      line('40000', 'a'),
      line('100644', 'a0'),
      line('100644', 'a.b'),
      line('100644', 'a-b'),
    ]);
    const order = ['a-b', 'a.b', 'a', 'a0'].map(name =>
      bytes.indexOf(` ${name}\0`, 0, 'latin1'),
    );
    expect(order).toEqual([...order].sort((x, y) => x - y));
  });

  it('keeps names and addresses from ending their line', () => {
    const signature = { name: 'a\nb <c>', email: '', at };
    const { bytes } = createCommitObject({
      tree: EMPTY_TREE_SHA,
      parents: [],
      author: signature,
      committer: signature,
      message: 'x\0y\n',
    });
    expect(bytes.toString()).toBe(
      [
        `tree ${EMPTY_TREE_SHA}`,
        'author ab c <unknown> 1767323045 +0000',
        'committer ab c <unknown> 1767323045 +0000',
        '',
        'xy\n',
      ].join('\n'),
    );
  });

  it('packs objects of every size so that Git reads them', () => {
    const root = mkdtempSync(join(tmpdir(), 'zt-pack-'));
    const git = (args: string[], input?: Buffer) =>
      execFileSync('git', [`--git-dir=${join(root, 'r.git')}`, ...args], {
        input,
      });
    try {
      git(['init', '--quiet', '--bare']);
      const blobs = [0, 1, 15, 16, 2047, 2048, 300_000].map(size =>
        createGitObject('blob', Buffer.alloc(size, size)),
      );
      git(['unpack-objects', '-q'], renderPack(blobs));
      for (const blob of blobs) {
        expect(git(['cat-file', 'blob', blob.sha]).equals(blob.bytes)).toBe(
          true,
        );
      }
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
