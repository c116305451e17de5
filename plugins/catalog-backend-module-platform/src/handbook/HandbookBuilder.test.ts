import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { GeneratorRunOptions } from '@backstage/plugin-techdocs-node';
import { MemoryForge } from '../testUtils/MemoryForge';
import { ForgeUrlReader } from '../urlReader/ForgeUrlReader';
import { HandbookBuilder } from './HandbookBuilder';

const files = { 'docs/index.md': '# Hello\n', 'mkdocs.yml': 'site_name: x\n' };

describe('HandbookBuilder', () => {
  const workingDirectory = createMockDirectory();
  beforeEach(() => workingDirectory.clear());

  function setUp() {
    const forge = MemoryForge.create(files);
    const logger = mockServices.logger.mock();
    const reader = UrlReaders.create({
      config: mockServices.rootConfig(),
      logger,
      factories: [ForgeUrlReader.factory(forge)],
    });
    const published: { html: string; etag?: string }[] = [];
    let etag: string | undefined;
    const run = jest.fn(async (options: GeneratorRunOptions) => {
      etag = options.etag;
      const text = await readFile(
        join(options.inputDir, 'docs/index.md'),
        'utf8',
      );
      await writeFile(join(options.outputDir, 'index.html'), `<p>${text}</p>`);
    });
    const publisher = {
      hasDocsBeenGenerated: jest.fn(async () => published.length > 0),
      fetchTechDocsMetadata: jest.fn(async () => ({
        site_name: '',
        site_description: '',
        build_timestamp: 0,
        etag: published.at(-1)?.etag ?? '',
      })),
      publish: jest.fn(async ({ directory }: { directory: string }) => {
        published.push({
          html: await readFile(join(directory, 'index.html'), 'utf8'),
          etag,
        });
      }),
    };
    const builder = HandbookBuilder.create({
      reader,
      publisher,
      logger,
      generators: { get: () => ({ run }) },
      workingDirectory: workingDirectory.path,
    });
    return { forge, builder, run, publisher, published, logger };
  }

  it('publishes the docs of main under the handbook', async () => {
    const { builder, publisher, published } = setUp();
    expect(await builder.build()).toBe(true);
    expect(published[0].html).toBe('<p># Hello\n</p>');
    expect(publisher.publish).toHaveBeenCalledWith(
      expect.objectContaining({
        entity: expect.objectContaining({
          kind: 'Component',
          metadata: expect.objectContaining({ name: 'zerotouch' }),
        }),
      }),
    );
  });

  it('builds again only when the docs changed', async () => {
    const { forge, builder, published } = setUp();
    await builder.build();
    forge.commit({ 'tenants/acme/tenant.yaml': 'kind: XTenant\n' });
    expect(await builder.build()).toBe(false);
    forge.commit({ 'docs/index.md': '# Other\n' });
    expect(await builder.build()).toBe(true);
    expect(published.map(site => site.html)).toEqual([
      '<p># Hello\n</p>',
      '<p># Other\n</p>',
    ]);
  });

  it('builds again when the published site does not say what it is made of', async () => {
    const { builder, publisher, published } = setUp();
    await builder.build();
    publisher.fetchTechDocsMetadata.mockRejectedValueOnce(
      new NotFoundError('no metadata'),
    );
    expect(await builder.build()).toBe(true);
    expect(published).toHaveLength(2);
  });

  it('publishes nothing when the build fails', async () => {
    const { builder, run, published } = setUp();
    run.mockRejectedValueOnce(new Error('broken link'));
    await expect(builder.build()).rejects.toThrow('broken link');
    expect(published).toEqual([]);
  });

  it('leaves no files behind', async () => {
    const { builder, run } = setUp();
    await builder.build();
    run.mockRejectedValueOnce(new Error('broken link'));
    await builder.build().catch(() => {});
    expect(await readdir(workingDirectory.path)).toEqual([]);
  });
});
