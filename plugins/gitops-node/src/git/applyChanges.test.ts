import { applyChanges } from './applyChanges';
import { EMPTY_TREE_SHA, createGitObject } from './gitObjects';
import { TreeListing } from './TreeListing';

const blob = createGitObject('blob', 'x');

function listing(...lines: Array<[mode: string, path: string]>): TreeListing {
  const output = lines.map(([mode, path]) =>
    mode === '040000'
      ? `${mode} tree ${EMPTY_TREE_SHA}       -\t${path}\0`
      : `${mode} blob ${blob.sha}       1\t${path}\0`,
  );
  return TreeListing.parse(Buffer.from(output.join('')));
}

const content = Buffer.from('new');

describe('applyChanges', () => {
  it('writes only the trees on the way to a change', () => {
    const before = listing(
      ['040000', 'a'],
      ['100644', 'a/x'],
      ['040000', 'b'],
      ['100644', 'b/y'],
    );
    const { objects } = applyChanges(before, [{ path: 'a/z', content }]);
    expect(objects.map(object => object.type)).toEqual([
      'blob',
      'tree',
      'tree',
    ]);
    expect(objects[1]?.bytes.toString('latin1')).toContain('100644 x\0');
    expect(objects[2]?.bytes.toString('latin1')).toContain('40000 b\0');
  });

  it('keeps a file executable and lets a change decide otherwise', () => {
    const before = listing(['100755', 'run.sh']);
    const modeOf = (mode?: '100644') =>
      applyChanges(before, [{ path: 'run.sh', content, mode }])
        .objects.at(-1)
        ?.bytes.toString('latin1', 0, 6);
    expect(modeOf()).toBe('100755');
    expect(modeOf('100644')).toBe('100644');
  });

  it('drops folders that became empty, up to the whole tree', () => {
    const before = listing(
      ['040000', 'a'],
      ['040000', 'a/b'],
      ['100644', 'a/b/c'],
    );
    expect(
      applyChanges(before, [{ path: 'a/b/c', content: null }]).treeSha,
    ).toBe(EMPTY_TREE_SHA);
  });

  it('leaves names that are no UTF-8 as they are', () => {
    const odd = Buffer.concat([
      Buffer.from(`100644 blob ${blob.sha}       1\t`),
      Buffer.from([0xff, 0xfe, 0]),
    ]);
    const { objects } = applyChanges(TreeListing.parse(odd), [
      { path: 'new', content },
    ]);
    expect(
      objects.at(-1)?.bytes.includes(Buffer.from([0x20, 0xff, 0xfe, 0])),
    ).toBe(true);
  });

  it('does the same whatever the order of the changes', () => {
    const changes = ['b/x', 'a', 'b/a/y', 'c'].map(path => ({ path, content }));
    expect(applyChanges(TreeListing.empty, changes).treeSha).toBe(
      applyChanges(TreeListing.empty, [...changes].reverse()).treeSha,
    );
  });
});
