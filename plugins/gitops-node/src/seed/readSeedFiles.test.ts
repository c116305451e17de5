import { mkdir, mkdtemp, rm, symlink, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { readSeedFiles } from './readSeedFiles';

describe('readSeedFiles', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'zt-seed-'));
    await mkdir(join(root, 'source/docs/node_modules'), { recursive: true });
    await mkdir(join(root, 'source/packages'), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));

  const write = (path: string, content: string | Buffer, mode = 0o644) =>
    writeFile(join(root, 'source', path), content, { mode });
  const read = () => readSeedFiles(join(root, 'source'));

  it('takes the platform out of a checkout and nothing else', async () => {
    await write('mkdocs.yml', 'docs_dir: docs\n');
    await write('package.json', '{}');
    await write('packages/a.ts', '');
    await write('docs/index.md', '# Docs\n');
    await write('docs/run.sh', 'x', 0o755);
    await write('docs/node_modules/a.js', '');
    const { files, skipped } = await read();
    expect(files.map(file => [file.path, file.executable])).toEqual([
      ['docs/index.md', false],
      ['docs/run.sh', true],
      ['mkdocs.yml', false],
    ]);
    expect(skipped).toEqual([]);
  });

  it('follows links inside the checkout only, and says what it left out', async () => {
    await write('docs/index.md', '# Docs\n');
    await writeFile(join(root, 'secret'), 'secret');
    const link = (target: string, path: string) =>
      symlink(target, join(root, 'source', path));
    await link('index.md', 'docs/inside.md');
    await link('../../secret', 'docs/outside.md');
    await link('nowhere', 'docs/broken.md');
    await link('.', 'docs/loop');
    await link('self', 'docs/self');
    const { files, skipped } = await read();
    expect(files.map(file => file.path)).toEqual([
      'docs/index.md',
      'docs/inside.md',
    ]);
    expect(files[1]?.content.toString()).toBe('# Docs\n');
    expect(skipped.map(item => item.path).sort()).toEqual([
      'docs/broken.md',
      'docs/loop',
      'docs/outside.md',
      'docs/self',
    ]);
  });

  it('leaves out files above 1 MB', async () => {
    await write('docs/big.bin', Buffer.alloc(1_000_001));
    await write('docs/fits.bin', Buffer.alloc(1_000_000));
    const { files, skipped } = await read();
    expect(files.map(file => file.path)).toEqual(['docs/fits.bin']);
    expect(skipped).toEqual([
      { path: 'docs/big.bin', reason: expect.stringContaining('1000001') },
    ]);
  });

  it('refuses a directory without platform files, and one that is not there', async () => {
    await expect(read()).rejects.toMatchObject({ name: 'InputError' });
    await expect(readSeedFiles(join(root, 'missing'))).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('seedFrom'),
    });
  });
});
