import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { DOCS_URL } from '../entities/annotations';
import { MemoryForge } from '../testUtils/MemoryForge';
import { ForgeUrlReader } from './ForgeUrlReader';

const files = {
  'docs/index.md': '# Hello\n',
  'docs/runbooks/restore.md': '# Restore\n',
  'mkdocs.yml': 'site_name: Handbook\n',
  'templates/xpostgres/template.yaml': 'kind: Template\n',
  'templates/xpostgres/skeleton/a.txt': 'a',
};

function setUp() {
  const forge = MemoryForge.create(files);
  const reader = UrlReaders.default({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
    factories: [ForgeUrlReader.factory(forge)],
  });
  return { forge, reader };
}

const top = 'https://forge.zerotouch.invalid';

describe('ForgeUrlReader', () => {
  const target = createMockDirectory();
  beforeEach(() => target.clear());

  it('reads a file with an etag that follows its content', async () => {
    const { forge, reader } = setUp();
    const url = `${top}/blob/main/mkdocs.yml`;
    const first = await reader.readUrl(url);
    expect((await first.buffer()).toString()).toBe('site_name: Handbook\n');
    await expect(
      reader.readUrl(url, { etag: first.etag }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
    forge.commit({ 'docs/index.md': '# Other\n' });
    await expect(
      reader.readUrl(url, { etag: first.etag }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
    forge.commit({ 'mkdocs.yml': 'site_name: Other\n' });
    const next = await reader.readUrl(url, { etag: first.etag });
    expect((await next.buffer()).toString()).toBe('site_name: Other\n');
  });

  it('says which file is missing', async () => {
    await expect(
      setUp().reader.readUrl(`${top}/blob/main/nothing.md`),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('"nothing.md"'),
    });
  });

  it('reads a folder with paths from there', async () => {
    const { reader } = setUp();
    const tree = await reader.readTree(`${top}/tree/main/templates/xpostgres/`);
    await tree.dir({ targetDir: target.path });
    expect(target.content()).toEqual({
      'template.yaml': 'kind: Template\n',
      skeleton: { 'a.txt': 'a' },
    });
  });

  it('reads the docs with an etag that nothing else changes', async () => {
    const { forge, reader } = setUp();
    const tree = await reader.readTree(DOCS_URL);
    expect((await tree.files()).map(file => file.path)).toEqual([
      'docs/index.md',
      'docs/runbooks/restore.md',
      'mkdocs.yml',
    ]);
    forge.commit({ 'templates/xpostgres/template.yaml': 'kind: Other\n' });
    await expect(
      reader.readTree(DOCS_URL, { etag: tree.etag }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
    forge.commit({ 'docs/new.md': '# New\n' });
    const next = await reader.readTree(DOCS_URL, { etag: tree.etag });
    expect(next.etag).not.toBe(tree.etag);
  });

  it('applies a filter', async () => {
    const tree = await setUp().reader.readTree(`${top}/tree/main/docs`, {
      filter: path => path.startsWith('runbooks/'),
    });
    expect((await tree.files()).map(file => file.path)).toEqual([
      'runbooks/restore.md',
    ]);
  });

  it('says which folder is missing', async () => {
    await expect(
      setUp().reader.readTree(`${top}/tree/main/nowhere`),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it.each([
    ['**/*.md', ['docs/index.md', 'docs/runbooks/restore.md']],
    ['docs/*.md', ['docs/index.md']],
    ['mkdocs.yml', ['mkdocs.yml']],
    ['*.txt', []],
  ])('finds %s', async (pattern, paths) => {
    const found = await setUp().reader.search(`${top}/blob/main/${pattern}`);
    expect(found.files.map(file => file.url)).toEqual(
      paths.map(path => `${top}/blob/main/${path}`),
    );
  });

  it('refuses a URL that names no place', async () => {
    await expect(
      setUp().reader.readTree(`${top}/elsewhere`),
    ).rejects.toMatchObject({ name: 'InputError' });
  });

  it('leaves other hosts alone', async () => {
    await expect(
      setUp().reader.readUrl('https://example.invalid/blob/main/a'),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });
});
